"""`icstd standard import|reconcile|adopt`: from the official text to a verified encoding."""

from __future__ import annotations

from pathlib import Path

from ..shipped_sources import own_folder, readable, shipped_sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ...authoring.reconcile.adopt import Adopted
    from ...authoring.reconcile.book import Book
    from ...authoring.reconcile.decisions import Reconciliation
    from ...clauses.changes import Step
    from ...clauses.model import Standard
    from ...errors import Problem


def _add_standard(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--standard",
        metavar="源文件夹",
        type=Path,
        default=shipped_sources(),
        help="标准的源文件夹，内有 edition.yaml；不写则为程序自带的",
    )


def _add_force(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="输出文件已有时替换它")


def add_import_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `import`."""
    parser.epilog = "文字只进核对表，不写入别处。PDF 请先复制成文字，扫描件请先做文字识别。"
    parser.add_argument("text", metavar="标准文本", help="标准全文，.txt 或 .docx；- 表示标准输入")
    parser.add_argument("-o", "--output", metavar="核对.xlsx", type=Path, required=True)
    parser.add_argument("--keep", metavar="旧核对.xlsx", help="保留旧核对表里已填的内容")
    parser.add_argument("--encoding", metavar="编码", help="文字编码，例如 gb18030；不写时按 UTF-8")
    _add_standard(parser)
    _add_force(parser)


def run_import(args: argparse.Namespace) -> int:
    """Read the official text and write the workbook to decide in."""
    from ...authoring.reconcile.book import prepare
    from ...authoring.reconcile.text import other_standard, read_official_text
    from ...authoring.reconcile.workbook_in import read_workbook
    from ...errors import Exit
    from ..failures import tell_problems
    from ..inputs import read_bytes

    inputs = [args.text, *([args.keep] if args.keep else [])]
    _check_target(args, inputs)
    standard = _standard(args.standard)
    earlier = read_workbook(*read_bytes(args.keep)) if args.keep else None
    text = read_official_text(*read_bytes(args.text), args.encoding)
    other = other_standard(text, standard)
    tell_problems((*text.remarks, *((other,) if other else ())))
    book = prepare(text, standard, earlier)
    _write_book(book, standard, args, inputs)
    _tell_import(book, args.output)
    return int(Exit.MET)


def _tell_import(book: Book, output: Path) -> None:
    from ...authoring.reconcile.book import Attention
    from ..streams import out

    counts = {a: sum(row.attention is a for row in book.rows) for a in Attention}
    out(
        f"已生成 {output}：{len(book.rows)} 行，"
        + "，".join(f"{attention} {n}" for attention, n in counts.items())
        + f"；没有候选的条款 {len(book.leftovers)} 个；没有当作条文读的文字 {len(book.unread)} 处\n"
        "填好黄色的列以后运行 icstd standard reconcile 检查\n"
    )


def add_reconcile_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `reconcile`."""
    parser.epilog = "全部定好、没有矛盾时退出码为 0，否则为 1。可以填一部分检查一次。"
    parser.add_argument("workbook", metavar="核对.xlsx", help="填过的核对表；- 表示标准输入")
    parser.add_argument(
        "-o", "--output", metavar="新核对.xlsx", type=Path, help="另存一份，把核对结果写在各行旁边"
    )
    _add_standard(parser)
    _add_force(parser)


def run_reconcile(args: argparse.Namespace) -> int:
    """Say what is decided, what is missing and what contradicts."""
    from ...authoring.reconcile.book import with_leftovers
    from ...authoring.reconcile.coverage import in_words
    from ...authoring.reconcile.decisions import annotated
    from ...errors import Exit
    from ..streams import out

    if args.output:
        _check_target(args, [args.workbook])
    standard = _standard(args.standard)
    done = _reconciled(args.workbook, standard)
    for title, problems in (
        ("互相矛盾，要改", done.contradictions),
        ("还没有定", done.missing),
        ("请留意", done.notices),
    ):
        if problems:
            out(f"{title}（{len(problems)}）\n")
            _tell_some(problems)
    out("\n".join(in_words(done.figures)) + "\n")
    if args.output:
        chosen = (p.id for d in done.decisions for p in d.provisions)
        _write_book(
            with_leftovers(annotated(done), standard, chosen), standard, args, [args.workbook]
        )
        out(f"已另存 {args.output}\n")
    return int(Exit.MET if done.complete else Exit.NOT_MET)


def _tell_some(problems: tuple[Problem, ...]) -> None:
    """What was found is this command's result: standard output, the first few in full."""
    from ...errors import problem_lines
    from ...limits import PROBLEMS_SHOWN
    from ..streams import out

    for problem in problems[:PROBLEMS_SHOWN]:
        out("\n".join(f"  {line}" for line in problem_lines(problem)) + "\n")
    if len(problems) > PROBLEMS_SHOWN:
        out(f"  还有 {len(problems) - PROBLEMS_SHOWN} 处；加 -o 另存一份，每一处都写在那一行旁边\n")


def add_adopt_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `adopt`."""
    parser.epilog = "没有定的行不动；有矛盾时什么也不写。建议先加 --dry-run 看一遍。"
    parser.add_argument("workbook", metavar="核对.xlsx", help="填好的核对表；- 表示标准输入")
    parser.add_argument(
        "--version", metavar="版本", default="", help="新的编码版本；不写则末位加一"
    )
    parser.add_argument("--dry-run", action="store_true", help="只说会改什么，不写文件")
    _add_standard(parser)


def run_adopt(args: argparse.Namespace) -> int:
    """Write what was confirmed into the sources, and publish a new encoding."""
    from ...authoring.reconcile.adopt import ALL_VERIFIED, adopt
    from ...authoring.reconcile.changes import in_words, step_between
    from ...clauses.figures import verification_sentence
    from ...clauses.load import load_standard
    from ...errors import Exit
    from ...rules.outside import rulebook_of
    from ..streams import out

    if not args.dry_run:
        own_folder(args.standard)
    standard = _standard(args.standard)
    done = _reconciled(args.workbook, standard)
    adopted = adopt(done, args.standard, rulebook_of(args.standard, standard.id), args.version)
    if adopted.empty:
        out("没有新确认的内容，什么也没有改\n")
        return int(Exit.MET)
    edition = args.standard.with_suffix(".json")
    # Earlier assessments rest on what was published, not on later changes to the sources.
    before = load_standard(edition) if edition.is_file() else adopted.before
    step = step_between(before, adopted.standard)
    out("\n".join(in_words(step, adopted.standard)) + "\n")
    out(verification_sentence(adopted.standard) + "\n")
    if adopted.standard.status == ALL_VERIFIED:
        out("全部条款都已核对：edition.yaml 的 notice 若还说是工作编码，请改掉后重新生成\n")
    if args.dry_run:
        out("以上是将要做的修改，还没有写入\n")
    else:
        _publish(adopted, before, step, args)
        if done.missing:
            out(f"核对表里还有 {len(done.missing)} 处没有定，定好后可以再次采纳\n")
    return int(Exit.MET)


def _publish(adopted: Adopted, before: Standard, step: Step, args: argparse.Namespace) -> None:
    """Sources, published editions, examples and the list of changes, each whole."""
    from ...authoring.build import published, published_examples
    from ...clauses.changes import changes_beside, edition_of, listed, load_changes
    from ...clauses.examples import examples_beside
    from ...output import write_bytes
    from ..streams import out

    edition = args.standard.with_suffix(".json")
    outputs = {
        edition_of(edition, step.old): published(before),
        **adopted.files,
        changes_beside(edition): listed((*load_changes(edition), step), adopted.standard.id),
        examples_beside(edition): published_examples(adopted.standard),
        edition: published(adopted.standard),
    }
    for path, data in outputs.items():
        if data is None:
            path.unlink()
        else:
            write_bytes(data, path, force=True, inputs=[args.workbook])
    out(f"已写入 {len(adopted.files)} 个源文件，并生成 {edition}\n")


def add_affected_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `affected`."""
    parser.epilog = "旧的发布版由 adopt 留在现行发布版旁边，不要删去。"
    parser.add_argument("park", metavar="自评文件", help="按以前的编码版本填的自评；- 表示标准输入")
    parser.add_argument("--encoding", metavar="编码", help="填报文件的文字编码，例如 gb18030")
    parser.add_argument("--standard", metavar="发布版", help="现行发布版（JSON）；不写则为自带的")


def run_affected(args: argparse.Namespace) -> int:
    """Tell which answers and judgements a new encoding makes doubtful."""
    from ...assessment.intake import load_assessment
    from ...authoring.reconcile.affected import affected, in_words
    from ...clauses.changes import edition_of, load_changes, since
    from ...clauses.load import load_standard, shipped_edition
    from ...errors import Exit, InputProblems, UsageProblem
    from ..inputs import read_bytes
    from ..streams import out

    edition = Path(args.standard) if args.standard else shipped_edition()
    new = load_standard(edition)
    steps = load_changes(edition)
    data, name = read_bytes(args.park)
    for step in reversed(steps):
        kept = edition_of(edition, step.old)
        if not kept.is_file():
            continue
        old = load_standard(kept)
        try:
            assessment = load_assessment(data, old, name=name, encoding=args.encoding)
        except InputProblems as fault:
            if any(p.code == "E-VERSION" for p in fault.problems):
                continue
            raise
        changed = since(steps, step.old)
        if changed is not None:
            found = affected(assessment, changed, old, new)
            out("\n".join(in_words(found, changed, old, new)) + "\n")
        return int(Exit.MET)
    load_assessment(data, new, name=name, encoding=args.encoding)
    if not steps:
        raise UsageProblem("这项标准还没有换过编码版本", "自评依据的就是现行版本，直接评价即可")
    out("自评依据的就是现行版本，不受影响\n")
    return int(Exit.MET)


def _reconciled(workbook: str, standard: Standard) -> Reconciliation:
    from ...authoring.reconcile.decisions import reconcile
    from ...authoring.reconcile.workbook_in import read_workbook
    from ..inputs import read_bytes

    return reconcile(read_workbook(*read_bytes(workbook)), standard)


def _standard(folder: Path) -> Standard:
    """The standard of a source folder, not linted: mistakes there show at adoption."""
    from ...authoring.build import completed
    from ...authoring.sources import read_sources
    from ...rules.outside import rulebook_of

    standard = read_sources(readable(folder)).standard
    return completed(standard, rulebook_of(folder, standard.id))


def _check_target(args: argparse.Namespace, inputs: list[str]) -> None:
    """Refuse an output that could not be written, before any work is done."""
    from ...output import check_targets

    kept = [i for i in inputs if i != "-"]
    check_targets([args.output], force=args.force, inputs=kept, suffixes=(".xlsx",))


def _write_book(
    book: Book, standard: Standard, args: argparse.Namespace, inputs: list[str]
) -> None:
    from ...authoring.reconcile.workbook_out import write_workbook
    from ...output import write_bytes

    kept = [i for i in inputs if i != "-"]
    write_bytes(write_workbook(book, standard), args.output, force=args.force, inputs=kept)
