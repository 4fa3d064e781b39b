"""From parser events to a tree, iteratively checked, never composed by the library.

PyYAML's own composer recurses in C without limit and expands aliases; here
depth, size, anchors, tags and keys are checked while the events arrive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from ..errors import InputProblems, Place, Problem
from ..limits import DEPTH, NODES, PROBLEMS_KEPT, PROBLEMS_SHOWN, SCALAR_CHARS
from .parser import parser_of
from .scalars import resolve
from .tree import Document, Map, Seq

_HASH = re.compile(r"[ \t]#[^\s#=\-]")
_COMMENT = re.compile(r"[ \t]*(#[^\s#=\-].*)")


def build(text: str, document: Document, warnings: list[Problem]) -> Map:
    """The root mapping of a text.

    document: for messages; warnings: appended to.  Raises InputProblems.
    """
    if "\\ud" in text or "\\uD" in text:
        from .characters import joined_surrogates

        text = joined_surrogates(text)
    builder = _Builder(parser_of(text).get_event, document, warnings)
    try:
        root = builder.root()
    except (YAMLError, UnicodeError, ValueError) as fault:
        mark = getattr(fault, "problem_mark", None)
        if mark and "maximum nesting depth" in str(fault):  # the scanner runs ahead of its events
            builder.refuse_depth(_at(mark))
        from .syntax import explain

        raise InputProblems((explain(fault, document),)) from fault
    if builder.problems:
        raise InputProblems(tuple(builder.problems))
    return root


class _Builder:
    """Turns events into Map, Seq and scalars; keeps count and finds faults."""

    def __init__(
        self, following: Callable[[], Any], document: Document, warnings: list[Problem]
    ) -> None:
        self.next = following
        self.document = document
        self.warnings = warnings
        self.problems: list[Problem] = []
        self.trail: list[str] = []
        self.nodes = 0
        self.hashes = frozenset[int]()
        if any("#" in line for line in document.lines):
            lines = enumerate(document.lines)
            self.hashes = frozenset(n for n, line in lines if _HASH.search(line))

    def root(self) -> Map:
        """The whole stream: exactly one document, a mapping."""
        self.next()
        begin = self.next()
        if begin.__class__ is StreamEndEvent:
            self._refuse_empty()
        if begin.tags:
            self._refuse_tag("%TAG", _place(begin))
        event = self.next()
        value = self.node(event, 0)
        after = self.next()
        while after.__class__ is DocumentEndEvent:
            after = self.next()
        if after.__class__ is not StreamEndEvent:
            message = "文件里有第二份文档（--- 之后又有内容）"
            advice = "一个文件只放一份填报；删去多余的一份和 --- 这一行"
            self.refuse("E-MULTIDOC", _place(after), message, advice)
        if isinstance(value, Map):
            return value
        if value is None:
            self._refuse_empty()
        from .syntax import explain_root

        raise InputProblems((explain_root(value, _place(event), self.document),))

    def node(self, event: Any, depth: int) -> Any:
        """The value that starts with this event."""
        kind = event.__class__
        if kind is ScalarEvent:
            return self.scalar(event)
        if kind is AliasEvent:
            self._refuse_alias(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse_marked(event)
        if depth >= DEPTH:
            self.refuse_depth(_place(event))
        return self.mapping(depth + 1) if kind is MappingStartEvent else self.sequence(event, depth)

    def mapping(self, depth: int) -> Map:
        """A mapping, up to its end."""
        out = Map()
        following, places, trail = self.next, out.places, self.trail
        while True:
            event = following()
            if event.__class__ is not ScalarEvent:
                if event.__class__ is MappingEndEvent:
                    return out
                self._refuse_key(event)
            key = event.value
            at = _place(event)
            if event.anchor is not None or event.tag is not None:
                self._refuse_marked(event)
            self.count(2, at)
            sound = key.isprintable() and key and key != "<<" and key not in places
            if not sound:
                self._odd_key(key, at, out)
            event = following()
            trail.append(key)
            value = self.node(event, depth)
            trail.pop()
            out[key] = value
            places[key] = (at, _place(event))

    def sequence(self, start: Any, depth: int) -> Seq:
        """A sequence, up to its end."""
        out = Seq()
        flow = start.flow_style
        while True:
            event = self.next()
            if event.__class__ is SequenceEndEvent:
                return out
            at = _place(event)
            self.count(1, at)
            value = self.node(event, depth + 1)
            if flow and isinstance(value, str) and not event.style and "，" in value:
                self._warn_comma(value, at)
            out.append(value)
            out.places.append(at)

    def scalar(self, event: Any) -> Any:
        """The value of a scalar."""
        value = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_marked(event)
        if len(value) > SCALAR_CHARS:
            message = f"一段文字有 {len(value):,} 字，超过 {SCALAR_CHARS:,} 字"
            self.refuse("E-SCALAR", _place(event), message, "写成文件，登记为证据")
        style = event.style
        if not style:
            if event.end_mark.line in self.hashes:
                self._check_comment(event)
            return resolve(value)
        if style == '"' and not value.isprintable():
            from .characters import check_decoded

            check_decoded(value, _place(event), self.document)
        return value

    def count(self, more: int, at: Place) -> None:
        """Count nodes.  Refuses at the limit."""
        self.nodes += more
        if self.nodes > NODES:
            message = f"内容超过 {NODES:,} 个"
            self.refuse("E-NODES", at, message, "填报表用不到这么多，请检查是不是交错了文件")

    def refuse(self, code: str, at: Place, message: str, advice: str) -> NoReturn:
        """Stop here, with everything found so far."""
        found = self.problem(code, at, message, advice)
        raise InputProblems((*self.problems, found))

    def refuse_depth(self, at: Place) -> NoReturn:
        """Stop at the limit of levels."""
        message = f"嵌套超过 {DEPTH} 层"
        self.refuse("E-DEPTH", at, message, "填报表用不到这么多层，请检查括号和缩进")

    def problem(self, code: str, at: Place, message: str, advice: str) -> Problem:
        """A problem at the present depth of keys; after twenty, without excerpt."""
        path = path_of(self.trail)
        if len(self.problems) + len(self.warnings) >= PROBLEMS_SHOWN:
            return Problem(code, self.document.name, at, path, message, advice)
        return self.document.problem(code, at, path, message, advice)

    def _odd_key(self, key: str, at: Place, among: Map) -> None:
        from .keys import odd_key

        found = odd_key(key, at, among, self.problem)
        self.problems.append(found)
        if found.code == "E-MERGE" or len(self.problems) >= PROBLEMS_KEPT:
            raise InputProblems(tuple(self.problems))

    def _refuse_empty(self) -> NoReturn:
        message = "文件里没有填报内容，只有空行或注释"
        self.refuse("E-EMPTY", Place(), message, "用 icstd init 生成一张空白填报表，填好再交")

    def _refuse_alias(self, event: Any) -> NoReturn:
        message = f"用了别名 *{event.anchor}"
        advice = f'要引用的内容请照写一遍；文字以 * 开头的加引号："*{event.anchor}"'
        self.refuse("E-ALIAS", _place(event), message, advice)

    def _refuse_marked(self, event: Any) -> NoReturn:
        if event.tag is not None:
            self._refuse_tag(event.tag.replace("tag:yaml.org,2002:", "!!"), _place(event))
        message = f"用了锚点 &{event.anchor}"
        advice = "去掉它，用到的地方把内容照写一遍；文字以 & 开头的加引号"
        self.refuse("E-ALIAS", _place(event), message, advice)

    def _refuse_tag(self, tag: str, at: Place) -> NoReturn:
        from ..text import echo

        message = f"用了类型标签{echo(tag)}"
        self.refuse("E-TAG", at, message, "去掉它；文字以 ! 开头的加引号")

    def _refuse_key(self, event: Any) -> NoReturn:
        if event.__class__ is AliasEvent:
            self._refuse_alias(event)
        message = "键（冒号前的名称）只能是一段文字"
        advice = "检查这里的 ?、括号和 -；文字以 ?、[、{ 开头的加引号"
        self.refuse("E-KEY", _place(event), message, advice)

    def _warn_comma(self, value: str, at: Place) -> None:
        from ..text import echo

        message = f"列表里{echo(value)}算一项，因为中间是中文逗号"
        advice = "是几项的，用英文逗号隔开，如 [甲, 乙]"
        self.warnings.append(self.problem("W-FULLWIDTH-COMMA", at, message, advice))

    def _check_comment(self, event: Any) -> None:
        if len(self.warnings) >= PROBLEMS_KEPT:
            return
        mark = event.end_mark
        line = self.document.lines[mark.line]
        found = _COMMENT.match(line, mark.column)
        if not found:
            return
        from ..text import echo

        read = f"只读到{echo(event.value)}" if event.value else "读成空白"
        message = f"{read}，{echo(found[1])}被当成了注释"
        advice = "是内容的一部分就加引号；是注释就在 # 后加一个空格"
        at = _place(event)
        self.warnings.append(self.problem("W-COMMENT-ATE-VALUE", at, message, advice))


def path_of(keys: Sequence[str]) -> str:
    """Keys as the path of a message: `填报 › 诉求办理`; the middle of a long one left out."""
    from ..text import clip, reveal

    shown = [clip(reveal(key[:40]), 24) for key in keys]
    if len(shown) > 5:
        shown[2:-2] = ["…"]
    return " › ".join(shown)


def _place(event: Any) -> Place:
    return _at(event.start_mark)


def _at(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)
