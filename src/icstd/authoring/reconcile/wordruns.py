"""The characters of a Word paragraph, through every wrapper Word knows.

Content controls, smart tags, fields, links and custom XML only wrap runs, so
everything is walked into unless it is known to hold no text.  What Word does
not show as valid text (struck out, hidden) is set apart with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml.ns import nsmap, qn

from .model import Unread

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ASIDE = frozenset(
    qn(f"w:{tag}")
    for tag in (
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData"),
        *("tblPr", "tblGrid", "trPr", "tcPr", "rt"),
    )
)
_BREAKS = {qn("w:tab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXTS = (qn("w:t"), qn("a:t"), f"{_M}t")
# Characters of the font Symbol that stand in standards as w:sym.
_SYMBOLS = {"F0B3": "≥", "F0A3": "≤", "F0B4": "×", "F0B1": "±", "F0B0": "°", "F0B8": "÷"}
_OFF = (
    ("w:strike", "删除线"),
    ("w:dstrike", "双删除线"),
    ("w:vanish", "隐藏文字"),
    ("w:specVanish", "隐藏文字"),
)
_OWN_NUMBERS = ("AUTONUM", "LISTNUM", "EQ ")


def shown_branch(alternative: Any) -> Any:
    """The branch of mc:AlternateContent that is read: the first, unless only another has text."""
    branches = list(alternative)
    return next((b for b in branches if next(b.iter(*_TEXTS), None) is not None), branches[0])


class Runs:
    """Reads paragraphs and remembers which text elements were met.

    unread: what was set apart, with the number of its paragraph.  boxes and
    notes: text boxes and footnote numbers met in the paragraph read last.
    """

    def __init__(self, document: Any) -> None:
        styles = document.styles.element
        self._styles = {s.get(qn("w:styleId")): s for s in styles.findall(qn("w:style"))}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) == "1"
            ),
            "",
        )
        self._met: set[Any] = set()
        self.unread: list[Unread] = []
        self.boxes: list[Any] = []
        self.notes: list[tuple[str, str]] = []
        self.no = 0

    def text(self, paragraph: Any, no: int) -> str:
        """The valid text of a `w:p`, the `no`-th paragraph of the file."""
        self.no, self.boxes, self.notes = no, [], []
        return "".join(self._inside(paragraph, paragraph))

    def left(self, body: Any) -> Iterator[Any]:
        """Text elements under the body that no paragraph has led to."""
        for element in body.iter(*_TEXTS):
            if element not in self._met and element.text and not self._second_branch(element):
                yield element

    def aside(self, why: str, text: str) -> None:
        """Note a text that is not read as text of the standard."""
        if text.strip():
            self.unread.append(Unread(why, self.no, " ".join(text.split())))

    def _second_branch(self, element: Any) -> bool:
        for above in element.iterancestors(f"{_MC}Choice", f"{_MC}Fallback"):
            if shown_branch(above.getparent()) is not above:
                return True
        return False

    def _inside(self, node: Any, paragraph: Any) -> Iterator[str]:
        for child in node:
            tag = child.tag
            if not isinstance(tag, str) or tag in _ASIDE:
                if tag == qn("w:rt"):
                    self.aside("拼音", self._all(child))
            elif tag == qn("w:r"):
                yield from self._run(child, paragraph)
            elif tag == f"{_MC}AlternateContent":
                yield from self._inside(shown_branch(child), paragraph)
            elif tag == f"{_M}oMath":
                formula = _linear(child)
                self._met.update(child.iter(*_TEXTS))
                self.aside("公式（按一行文字读，请对照原件）", formula)
                yield formula
            elif tag == qn("w:txbxContent"):
                self.boxes.append(child)
            else:
                yield from self._piece(child)
                yield from self._inside(child, paragraph)

    def _run(self, run: Any, paragraph: Any) -> Iterator[str]:
        pieces = list(self._inside(run, paragraph))
        reason = self._off(run, paragraph)
        if reason:
            self.aside(reason, "".join(pieces))
        else:
            yield from pieces

    def _piece(self, element: Any) -> Iterator[str]:
        tag = element.tag
        if tag in _TEXTS:
            self._met.add(element)
            yield element.text or ""
        elif tag in _BREAKS:
            yield _BREAKS[tag]
        elif tag == qn("w:br"):
            yield "" if element.get(qn("w:type")) in ("page", "column") else "\n"
        elif tag == qn("w:sym"):
            code = (element.get(qn("w:char")) or "").upper()
            if code not in _SYMBOLS:
                self.aside("符号字体里的字符", f"{element.get(qn('w:font'))} {code}")
            yield _SYMBOLS.get(code, "□")
        elif tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            kind = "footnotes" if tag == qn("w:footnoteReference") else "endnotes"
            self.notes.append((kind, element.get(qn("w:id")) or ""))
        elif tag == qn("w:instrText"):
            code = (element.text or "").strip()
            if code.upper().startswith(_OWN_NUMBERS):
                self.aside("由域代码生成的编号或公式", code)
        elif tag in (f"{{{nsmap['pic']}}}pic", "{urn:schemas-microsoft-com:vml}imagedata"):
            self.aside("图片", "这里有一幅图，图里的字读不到")
        elif tag == f"{{{nsmap['a']}}}graphicData" and not (element.get("uri") or "").endswith(
            ("picture", "wordprocessingShape", "wordprocessingGroup", "wordprocessingCanvas")
        ):
            self.aside("图表", "这里有图表或 SmartArt，里面的字读不到")
        elif tag == "{urn:schemas-microsoft-com:vml}textpath":
            self.aside("艺术字", element.get("string") or "")
        elif tag == qn("w:object"):
            self.aside("嵌入的对象", "这里嵌入了别的文件或公式对象，里面的字读不到")

    def _all(self, node: Any) -> str:
        found = list(node.iter(*_TEXTS))
        self._met.update(found)
        return "".join(t.text or "" for t in found)

    def _off(self, run: Any, paragraph: Any) -> str:
        """Why a run is no valid text; empty where it is.  Own settings first, then styles."""
        held = list(self._held_by(run, paragraph))
        for tag, reason in _OFF:
            for properties in held:
                found = properties.find(qn(tag))
                if found is not None:
                    if found.get(qn("w:val"), "1") not in ("0", "false", "off"):
                        return reason
                    break
        return ""

    def _held_by(self, run: Any, paragraph: Any) -> Iterator[Any]:
        """Run properties that apply, nearest first."""
        names = [
            _value(run.find(qn("w:rPr")), "w:rStyle"),
            _value(paragraph.find(qn("w:pPr")), "w:pStyle") or self._default,
        ]
        holders = [run]
        for name in names:
            holders += self._chain(name)
        for holder in holders:
            properties = holder.find(qn("w:rPr"))
            if properties is not None:
                yield properties

    def _chain(self, name: str) -> Iterable[Any]:
        chain: list[Any] = []
        while name in self._styles and len(chain) < 12:
            chain.append(self._styles[name])
            name = _value(chain[-1], "w:basedOn")
        return chain


def _value(parent: Any, tag: str) -> str:
    found = parent.find(qn(tag)) if parent is not None else None
    return "" if found is None else found.get(qn("w:val"), "")


def _linear(node: Any) -> str:
    """A formula on one line: (S)/(N), a^(2), a_(i), √(x)."""
    tag = node.tag.removeprefix(_M) if isinstance(node.tag, str) else ""
    parts = {c.tag.removeprefix(_M): c for c in node if isinstance(c.tag, str)}
    if tag == "f":
        return f"({_linear(parts['num'])})/({_linear(parts['den'])})"
    if tag == "rad":
        return f"√({_linear(parts['e'])})"
    if tag in ("t", qn("w:t")):
        return node.text or ""
    mark = {"sup": "^", "sub": "_"}.get(tag)
    inner = "".join(map(_linear, node))
    return f"{mark}({inner})" if mark and inner else inner
