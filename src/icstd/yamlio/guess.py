"""Which encoding a file seems to have that is not UTF-8.  Imported only then."""

from __future__ import annotations

from typing import NamedTuple, NoReturn

from ..errors import Place
from .excerpt import excerpt
from .refusal import refuse

_GBK = " GBK（中文 Windows 的“ANSI”）"
_FORCE = "；确知是这种编码的，也可以加 --encoding {}"


class _Guess(NamedTuple):
    codec: str
    name: str
    option: str  # what --encoding takes; empty where it is none that is accepted


def refuse_utf16(data: bytes, name: str) -> None:
    """Refuse UTF-16 without its mark; return where the zero bytes are something else."""
    zeros = [i for i, byte in enumerate(data[:4096]) if byte == 0]
    sides = {i % 2 for i in zeros}
    if len(sides) != 1 or len(data) % 2:
        return
    order = "LE" if sides == {1} else "BE"
    option = f"utf-16-{order.lower()}"
    try:
        data.decode(option)
    except UnicodeDecodeError:
        return
    refuse(
        name, f"文件像是 UTF-16{order} 编码，但缺少开头的标记（BOM）", also=_FORCE.format(option)
    )


def refuse_unknown(data: bytes, name: str, fault: UnicodeDecodeError) -> NoReturn:
    """Refuse bytes that are not UTF-8, with the first bad line as it was meant."""
    if b"\0" in data:
        refuse_utf16(data, name)
    start = data.rfind(b"\n", 0, fault.start) + 1
    number = data.count(b"\n", 0, start) + 1
    lines = data.split(b"\n")
    bad = [line for line in lines if not _is_utf8(line)]
    good = sum(not line.isascii() for line in lines) - len(bad)
    guess = _guess(bad)
    line = lines[number - 1]
    place = Place(number, next(i for i, byte in enumerate(line, 1) if byte > 0x7F))
    if guess is None:
        refuse(
            name, f"第 {number} 行有不是 UTF-8 的字节，看不出是什么编码", place=place, cause=fault
        )
    meant = line.decode(guess.codec, "replace").rstrip("\r")
    shown = excerpt(("",) * (number - 1) + (meant,), place)
    also = _FORCE.format(guess.option) if guess.option and not good else ""
    if good:
        what = f"文件大部分是 UTF-8，但从第 {number} 行起有 {len(bad)} 行像是{guess.name}"
        also = "；保存前把这几行重新打一遍"
    else:
        what = f"文件不是 UTF-8 编码，像是{guess.name}"
    refuse(name, what, place=place, excerpt=shown, also=also, cause=fault)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guess(bad: list[bytes]) -> _Guess | None:
    """The encoding in which the bad lines read most like Chinese."""
    sample = b"\n".join(bad[:1_000])
    gbk, big5 = _share(sample, "gb18030", 0xB0, 0xD7), _share(sample, "cp950", 0xA4, 0xC6)
    if gbk is not None and (big5 is None or gbk >= big5):
        return _Guess("gb18030", _GBK, "gb18030")
    if big5 is not None:
        return _Guess("cp950", " Big5（繁体中文）", "big5")
    if any(byte in sample for byte in b"\x91\x92\x93\x94\x96\x97\x85\xa0\xb7"):
        return _Guess("cp1252", "西文 Windows 编码（cp1252）", "")
    return None


def _share(sample: bytes, codec: str, low: int, high: int) -> float | None:
    """How much of the non-ASCII text is everyday characters; None where it does not decode."""
    try:
        text = sample.decode(codec)
    except UnicodeDecodeError:
        return None
    foreign = [c.encode(codec) for c in text if ord(c) > 0x7F]
    return sum(low <= c[0] <= high for c in foreign) / max(len(foreign), 1)
