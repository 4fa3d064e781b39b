"""`icstd clauses`: the provisions of the standard, and how honest their encoding is."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ...clauses.model import Provision, Standard
    from ...report.page import Page


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `icstd clauses` takes."""
    parser.add_argument(
        "ids", metavar="编号", nargs="*", help="只列这些章、条或条款，例如 W6；不写则列全部"
    )
    parser.add_argument("--summary", action="store_true", help="只列编码构成的数字")
    parser.add_argument(
        "-o", "--output", metavar="框架.yaml", help="写出供 CISO Assistant 导入的框架文件"
    )
    parser.add_argument("--force", action="store_true", help="允许覆盖已有的输出文件")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="输出的形式")
    parser.add_argument("--standard", metavar="文件", help="用另一个发布版本的标准数据（JSON）")


def run(args: Namespace) -> int:
    """Print the list or the figures."""
    from ...clauses.load import load_standard

    standard = load_standard(args.standard)
    if args.output:
        return _write_framework(standard, args)
    chosen = _chosen(args.ids, standard)
    if args.format == "json":
        _print_json(standard, chosen, summary=args.summary)
        return 0
    from ...report.page import Page
    from ..streams import out
    from ..terminal import look

    page = Page(look())
    page.put(f"{standard.number}《{standard.title}》，编码版本 {standard.encoding_version}")
    page.put(standard.notice, style="warn")
    if args.summary:
        _summary(page, standard)
    else:
        _list(page, standard, chosen)
    out(page.text())
    return 0


def _write_framework(standard: Standard, args: Namespace) -> int:
    from ...errors import UsageProblem
    from ...output import check_targets, write_bytes
    from ...report.ciso import framework
    from ...text import visible
    from ..streams import out

    if args.ids or args.summary or args.format == "json":
        raise UsageProblem("框架文件总是写全部条款", "去掉编号、--summary 和 --format")
    check_targets([args.output], force=args.force, suffixes=(".yaml", ".yml"))
    write_bytes(framework(standard), args.output, force=args.force)
    out(f"已写出 {visible(args.output)}\n")
    return 0


def _chosen(ids: list[str], standard: Standard) -> list[Provision]:
    from ...clauses.find import within

    if not ids:
        return list(standard.provisions.values())
    parts = [within(name, standard) for name in ids]
    return [p for p in standard.provisions.values() if any(p.id in part for part in parts)]


def _list(page: Page, standard: Standard, chosen: list[Provision]) -> None:
    titles = {chapter.id: chapter.title for chapter in standard.chapters}
    seen = ""
    for provision in chosen:
        if provision.chapter != seen:
            seen = provision.chapter
            page.head(f"第 {seen} 章 {titles[seen]}")
        page.labelled(f"{provision.id:<8}{provision.modality}", provision.gist)
    page.put()
    page.put(
        "icstd explain 编号 讲清一条；icstd clauses --summary 列出编码构成的数字。", style="faint"
    )


def _summary(page: Page, standard: Standard) -> None:
    from ...clauses.figures import encoding_figures, figure_rows

    for title, rows in figure_rows(encoding_figures(standard)):
        page.head(title)
        for label, number in rows:
            page.row([label, str(number)], [44, 6])


def _print_json(standard: Standard, chosen: list[Provision], *, summary: bool) -> None:
    import json

    from ...clauses.figures import encoding_figures, way_of
    from ...rules.describe import describe_check
    from ..streams import out_json

    about = {
        "standard": standard.number,
        "encoding_version": standard.encoding_version,
        "digest": standard.digest,
        "notice": standard.notice,
    }
    if summary:
        content: dict[str, object] = {"figures": encoding_figures(standard)._asdict()}
    else:
        content = {
            "provisions": [
                {
                    "id": p.id,
                    "clause": p.clause,
                    "chapter": p.chapter,
                    "modality": p.modality.value,
                    "gist": p.gist,
                    "way": way_of(p),
                    "check": describe_check(p, standard),
                    "sources": [r.id for r in p.sources],
                    "text_status": p.text_status,
                    "official": p.official,
                    "fingerprint": p.fingerprint,
                }
                for p in chosen
            ]
        }
    out_json(json.dumps(about | content, ensure_ascii=False, allow_nan=False, indent=1) + "\n")
