"""The parser behind the tree: libyaml's where it is there, else PyYAML's own.

A browser and some machines have no libyaml.  PyYAML's own parser gives the
same events but in a few corners; `_Plain` evens those out or refuses them, and
a test reads every bad input with both.
"""

from __future__ import annotations

from typing import Any

from yaml.error import MarkedYAMLError
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

_SAID = {
    "expected ',' or ']'": "did not find expected ',' or ']'",
    "expected ',' or '}'": "did not find expected ',' or '}'",
    "expected '<document start>'": "did not find expected <document start>",
    "expected the node content": "did not find expected node content",
    "mapping values are not allowed": "mapping values are not allowed in this context",
    "sequence entries are not allowed": "block sequence entries are not allowed in this context",
}
"""How PyYAML begins a complaint → what libyaml says, which `syntax` knows."""


def parser_of(text: str) -> Any:
    """Something with `get_event`, over a text."""
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError:
        return PlainParser(text)
    return CParser(text)


class PlainParser(Reader, Scanner, Parser):
    """PyYAML's own reader, scanner and parser, brought in line with libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def get_event(self) -> Any:
        """The next event.  Raises YAMLError with libyaml's words."""
        try:
            return super().get_event()  # type: ignore[no-untyped-call]
        except MarkedYAMLError as fault:
            fault.problem = _said(fault)
            raise

    def scan_to_next_token(self) -> None:
        """Blanks between tokens, tabs among them where no key may begin."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> Any:
        """Blanks inside an unquoted text, tabs among them."""
        many = 0
        while self.peek(many) in " \t":
            many += 1
        blanks = self.prefix(many)
        if "\t" not in blanks:
            return super().scan_plain_spaces(indent, start_mark)
        self.forward(many)
        if self.peek() in "\r\n\x85\u2028\u2029":
            return super().scan_plain_spaces(indent, start_mark)
        return [blanks]

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> Any:
        """Text in quotes; an escape that is no character is refused."""
        try:
            found = super().scan_flow_scalar_non_spaces(double, start_mark)
            "".join(found).encode()
        except (ValueError, OverflowError) as fault:  # no code point, or half of a pair
            where, said = self.get_mark(), "found invalid Unicode character escape code"
            raise ScannerError("while parsing a quoted scalar", start_mark, said, where) from fault
        return found


def _said(fault: MarkedYAMLError) -> str:
    """What libyaml would have said."""
    said = fault.problem or ""
    if said.startswith("expected <block end>"):
        lacking = "key" if "mapping" in (fault.context or "") else "'-' indicator"
        return f"did not find expected {lacking}"
    return next((theirs for ours, theirs in _SAID.items() if said.startswith(ours)), said)
