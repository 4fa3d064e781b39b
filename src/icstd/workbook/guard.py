"""Looking at a workbook's parts before any spreadsheet library sees the file.

A workbook is a zip of XML parts, and both can be made to exhaust a reader.
Here sizes are held to limits by what is declared and by what really comes out,
every XML part is walked once by the C parser, which notes down what the cells
hold, what is merged and what is hidden.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import IO, NamedTuple, NoReturn

from ..errors import InputProblems, Place, Problem
from ..limits import XLSX_INFLATED, XLSX_MEMBERS, XLSX_PACKED, XLSX_RATIO
from .parts import PartShape, walk_part
from .raw import PartFault, RawSheet

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KNOWN = re.compile(
    r"\[Content_Types\]\.xml|\[trash\]/[^/]+|(_rels|_xmlsignatures|docProps|docMetadata|customXml|xl)/.+",
    re.IGNORECASE,
)
_PROGRAMS = re.compile(
    r"(vbaProject|vbaProjectSignature\w*|jsaProject)\.bin|.*\.(exe|dll|js|vbs|bat|cmd)"
    r"|xl/(macrosheets|activeX|embeddings|ctrlProps)/.*",
    re.IGNORECASE,
)
_XML = (".xml", ".rels")  # not .vml: Excel itself writes unclosed tags there
_SAVE_AS = "用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再交"
_AGAIN = "用 Excel 或 WPS 打开看看；打得开就另存一份再交，打不开就向填报人重新要一份"


class RawBook(NamedTuple):
    """A workbook's parts as they are stored: sheets by part name, and the shared texts."""

    sheets: dict[str, RawSheet]
    texts: list[str]


def examine(data: bytes, name: str) -> RawBook:
    """Look through a file, and refuse one that is no harmless workbook.

    Raises InputProblems with one problem: what is wrong and how to mend it.
    """
    if not data:
        _refuse(
            "E-EMPTY",
            name,
            "文件是空的（0 字节）",
            "可能没有存完或没有传完，请重新保存、重新传一次",
        )
    if len(data) > XLSX_PACKED:
        _refuse(
            "E-SIZE",
            name,
            f"文件有 {len(data) / 1024 / 1024:.1f} MB，超过 {XLSX_PACKED >> 20} MB",
            "删去表里的图片和附件；佐证材料另放文件夹，表里只写文件名",
        )
    if data.startswith(_OLE):
        _refuse_ole(data, name)
    if not data.startswith(b"PK"):
        _refuse("E-XLSX-NOTXLSX", name, "这不是 .xlsx 工作簿，只是文件名这样写", _SAVE_AS)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _members(archive, len(data), name)
            return _walk(archive, members, len(data), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as cause:
        damaged(name, "压缩包读不出来，文件可能没有传完或没有存完", cause)
    except (struct.error, ValueError, RuntimeError) as cause:
        damaged(name, "压缩包的目录是乱的", cause)


def damaged(name: str, what: str, cause: BaseException | None = None) -> NoReturn:
    """Refuse a workbook that cannot be read."""
    _refuse("E-XLSX-DAMAGED", name, f"工作簿已损坏：{what}", _AGAIN, cause)


def _refuse(
    code: str, name: str, message: str, advice: str, cause: BaseException | None = None
) -> NoReturn:
    raise InputProblems((Problem(code, name, Place(), "", message, advice),)) from cause


def _refuse_ole(data: bytes, name: str) -> NoReturn:
    if _ENCRYPTED in data:
        _refuse(
            "E-XLSX-ENCRYPTED",
            name,
            "工作簿设了打开密码，读不出来",
            "打开后在“文件—信息—保护工作簿（WPS：文件—文档加密）”里去掉密码，保存后再交",
        )
    _refuse("E-XLSX-NOTXLSX", name, "这是旧格式（.xls 或 .et），不是 .xlsx 工作簿", _SAVE_AS)


def _members(archive: zipfile.ZipFile, packed: int, name: str) -> list[zipfile.ZipInfo]:
    members = [m for m in archive.infolist() if not m.filename.endswith("/")]
    names = [m.filename for m in members]
    if len(members) > XLSX_MEMBERS:
        _refuse(
            "E-XLSX-BOMB", name, f"工作簿里有 {len(members)} 个部件，超过 {XLSX_MEMBERS} 个", _AGAIN
        )
    if any("\\" in n for n in names):
        _refuse("E-XLSX-DAMAGED", name, "工作簿的部件名用了反斜杠，不是规范的 .xlsx", _SAVE_AS)
    if not any(n.casefold() == "xl/workbook.xml" for n in names):
        _not_a_workbook(names, name)
    for member in members:
        _check_name(member.filename, name)
        if member.flag_bits & 0x1:
            _refuse("E-XLSX-ENCRYPTED", name, "压缩包设了密码，读不出来", _SAVE_AS)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            damaged(name, "用了 .xlsx 不用的压缩方法")
    if len({n.casefold() for n in names}) < len(names):
        damaged(name, "压缩包里有同名的部件")
    if "[Content_Types].xml" not in names:
        damaged(name, "缺少 [Content_Types].xml")
    _check_sizes(sum(m.file_size for m in members), packed, name)
    return members


def _check_sizes(inflated: int, packed: int, name: str) -> None:
    if inflated > XLSX_INFLATED or inflated > XLSX_RATIO * packed:
        _refuse(
            "E-XLSX-BOMB",
            name,
            f"解开后至少 {inflated / 1e6:.0f} MB，是压缩包的 {inflated // max(packed, 1)} 倍，"
            f"超过 {XLSX_INFLATED // 1_000_000} MB 或 {XLSX_RATIO} 倍的限度",
            "这不像正常的填报表；请用 icstd init 生成的表重新填写",
        )


def _not_a_workbook(names: list[str], name: str) -> NoReturn:
    tops = {n.split("/")[0].casefold() for n in names}
    what = "这是别的压缩包，不是 .xlsx 工作簿"
    if "word" in tops:
        what = "这是 Word 文件，不是 .xlsx 工作簿"
    elif "xl/workbook.bin" in {n.casefold() for n in names}:
        what = "这是二进制工作簿（.xlsb），不是 .xlsx"
    elif "mimetype" in tops:
        what = "这是 OpenDocument 文件（.ods 一类），不是 .xlsx"
    elif "xl" in tops:
        damaged(name, "缺少 xl/workbook.xml")
    _refuse("E-XLSX-NOTXLSX", name, what, _SAVE_AS)


def _check_name(member: str, name: str) -> None:
    parts = member.split("/")
    if ".." in parts or member.startswith("/") or ":" in member:
        _refuse(
            "E-XLSX-MEMBER",
            name,
            f"压缩包里有指向别处的部件：{member[:80]}",
            "正常的工作簿没有这种内容，不要使用这个文件",
        )
    if _PROGRAMS.fullmatch(parts[-1]) or _PROGRAMS.fullmatch(member):
        _refuse(
            "E-XLSX-MEMBER",
            name,
            f"工作簿里带有宏、控件或嵌入的文件：{member[:80]}",
            "填报表用不到这些；另存为“Excel 工作簿（*.xlsx）”，删去嵌入的对象",
        )
    if not _KNOWN.fullmatch(member):
        _refuse("E-XLSX-MEMBER", name, f"压缩包里有工作簿以外的内容：{member[:80]}", _SAVE_AS)


def _walk(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], packed: int, name: str
) -> RawBook:
    """Inflate and walk every part, counting what really comes out of it.

    What a member declares may be a lie; it is read to its real end.
    """
    sheets: dict[str, RawSheet] = {}
    texts: list[list[str]] = []
    inflated = 0
    for member in members:
        declared, member.file_size = member.file_size, 2 * XLSX_INFLATED
        with archive.open(member) as stream:
            try:
                shape = _look(stream, member.filename, XLSX_INFLATED - inflated)
            except PartFault as fault:
                _refuse(fault.code, name, fault.message, fault.advice or _AGAIN, fault)
        inflated += shape.size
        _check_sizes(inflated, packed, name)
        if shape.size != declared:
            damaged(name, f"部件 {member.filename[:80]} 的大小与目录不符")
        if shape.sheet is not None:
            sheets[member.filename] = shape.sheet
        if shape.texts is not None:
            texts.append(shape.texts)
    if len(texts) > 1:
        damaged(name, "有两份共用的文字，不知道是哪一份")
    return RawBook(sheets, texts[0] if texts else [])


def _look(stream: IO[bytes], part: str, most: int) -> PartShape:
    if part.casefold().endswith(_XML):
        return walk_part(stream, part, most)
    size = 0
    while block := stream.read(1 << 16):
        size += len(block)
        if size > most:
            raise PartFault("E-XLSX-BOMB", f"部件 {part[:80]} 解开后超过限度")
    return PartShape(size)
