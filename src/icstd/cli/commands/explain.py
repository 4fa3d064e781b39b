"""`icstd explain`: one provision, clause, data item or error code in plain Chinese."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ...report.page import Page
    from ...rules.explain import Explanation


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `icstd explain` takes."""
    parser.epilog = "例：icstd explain W6.8；icstd explain 受理问题数；icstd explain E-UNKNOWN-KEY"
    parser.add_argument(
        "names",
        metavar="编号或名称",
        nargs="+",
        help="条款、条、章的编号，数据项或台账的名称，或者错误代码",
    )
    parser.add_argument("--standard", metavar="文件", help="用另一个发布版本的标准数据（JSON）")


def run(args: Namespace) -> int:
    """Print the explanations, one after the other."""
    from ...report.page import Page
    from ..streams import out
    from ..terminal import look

    page = Page(look())
    for place, name in enumerate(args.names):
        if place:
            page.put()
        if name.upper().startswith(("E-", "W-")):
            from ...error_guide import explain_code

            for line in explain_code(name.upper()).splitlines():
                page.put(line)
        else:
            _lay_out(page, _explained(name, args.standard))
    out(page.text())
    return 0


def _explained(name: str, edition: str | None) -> Explanation:
    from ...clauses.examples import load_examples
    from ...clauses.find import find
    from ...clauses.load import load_standard
    from ...rules.explain import explain

    standard = load_standard(edition)
    return explain(find(name, standard), standard, load_examples(edition))


def _lay_out(page: Page, explanation: Explanation) -> None:
    page.put(explanation.title, style="strong")
    if explanation.where:
        page.put(explanation.where, style="faint")
    for label, lines in explanation.paragraphs:
        if len(lines) == 1:
            page.labelled(label, lines[0])
            continue
        page.put(label, style="faint")
        for line in lines:
            page.labelled("-", line, indent=2)
