"""`icstd standard lint|build|docs|diff`: from the sources to the published edition."""

from __future__ import annotations

from pathlib import Path

from ..shipped_sources import own_folder, readable, shipped_sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ...authoring.editions_diff import Changed, EditionDiff
    from ...clauses.model import Standard
    from ...report.page import Page


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        metavar="文件夹",
        nargs="?",
        type=Path,
        default=shipped_sources(),
        help="标准的源文件夹，内有 edition.yaml；不写则为程序自带的",
    )


def add_sources_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `sources`."""
    parser.epilog = "取出来以后，lint、build、docs、import、reconcile、adopt 都可以对它使用。"
    parser.add_argument("folder", metavar="文件夹", type=Path, help="新文件夹；已有的要是空的")


def run_sources(args: argparse.Namespace) -> int:
    """Copy the shipped sources, and the editions beside them, where they may be changed."""
    from ...errors import UsageProblem
    from ...output import make_folder, write_bytes
    from ...shipped import STANDARD, names_in, read_shipped, standard_folder
    from ..streams import out

    target: Path = args.folder
    if target.is_dir() and next(target.iterdir(), None) is not None:
        raise UsageProblem(f"文件夹 {target} 里已有东西", "换一个新文件夹，免得覆盖已改过的源文件")
    home = standard_folder()
    names = [n for n in names_in(home) if n.startswith(STANDARD)]
    make_folder(target)
    for name in names:
        for above in reversed((target / name).relative_to(target).parents):
            make_folder(target / above)
        write_bytes(read_shipped(home / name), target / name)
    sources = target / STANDARD
    out(f"已取出 {len(names)} 个文件，源文件在 {sources}\n")
    out(f"改好后运行 icstd standard lint {sources}\n")
    return 0


def add_lint_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `lint`."""
    _add_folder(parser)


def run_lint(args: argparse.Namespace) -> int:
    """Check the sources; raises InputProblems with every fault."""
    from ..streams import out

    standard = _sound(args.folder)
    out(f"没有发现问题：{len(standard.provisions)} 个条款，{len(standard.items)} 个数据项\n")
    return 0


def add_build_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `build`."""
    _add_folder(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="文件",
        type=Path,
        help="发布版写到哪里；不写则写在源文件夹旁边，同名 .json",
    )


def run_build(args: argparse.Namespace) -> int:
    """Write the published edition, its examples and what changed since earlier ones."""
    from ...authoring.build import published, published_examples
    from ...authoring.history import changes_since
    from ...clauses.changes import changes_beside
    from ...clauses.examples import examples_beside
    from ...output import write_bytes
    from ..streams import out

    folder = args.folder if args.output else own_folder(args.folder)
    standard = _sound(folder)
    target = args.output or folder.with_suffix(".json")
    write_bytes(published(standard), target, force=True)
    write_bytes(published_examples(standard), examples_beside(target), force=True)
    if (changes := changes_since(target, standard)) is not None:
        write_bytes(changes, changes_beside(target), force=True)
    out(f"已生成 {target}：{len(standard.provisions)} 个条款，{len(standard.items)} 个数据项\n")
    return 0


def _sound(folder: Path) -> Standard:
    """The completed standard of sources without a fault; raises InputProblems."""
    from ...authoring.build import completed
    from ...authoring.lint import lint
    from ...authoring.sources import read_sources
    from ...errors import InputProblems
    from ...rules.outside import rulebook_of

    sources = read_sources(readable(folder))
    book = rulebook_of(folder, sources.standard.id)
    standard = completed(sources.standard, book)
    problems = lint(sources, standard, book)
    if problems:
        raise InputProblems(problems)
    return standard


def add_docs_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `docs`."""
    _add_folder(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="文件",
        type=Path,
        help="写到哪里；在源码中不写则为 docs/clauses.md",
    )


def run_docs(args: argparse.Namespace) -> int:
    """Write the table for checking the encoding by hand."""
    from ...authoring.docs import clauses_table
    from ...output import write_bytes
    from ..streams import out

    if args.output is None:
        own_folder(args.folder)
    standard = _sound(args.folder)
    target = args.output or shipped_sources().parents[1] / "docs" / "clauses.md"
    write_bytes(clauses_table(standard).encode(), target, force=True)
    out(f"已生成 {target}\n")
    return 0


def add_diff_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `diff`."""
    parser.add_argument("old", metavar="旧版", help="旧的发布版（JSON）")
    parser.add_argument("new", metavar="新版", help="新的发布版（JSON）")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="输出的形式")


def run_diff(args: argparse.Namespace) -> int:
    """Print what changed from one published edition to another."""
    from ...authoring.editions_diff import compare
    from ...clauses.load import load_standard
    from ...report.page import Page
    from ..streams import out, out_json
    from ..terminal import look

    old, new = load_standard(args.old), load_standard(args.new)
    found = compare(old, new)
    if args.format == "json":
        out_json(_as_json(old, new, found))
        return 0
    page = Page(look())
    page.put(f"编码版本 {old.encoding_version} → {new.encoding_version}", style="strong")
    if found.empty:
        page.put("两个发布版的条款和数据项相同。")
    _list_ids(page, "新增条款", found.added, {i: new.provisions[i].gist for i in found.added})
    gone = {i: new.withdrawn.get(i, old.provisions[i].gist) for i in found.withdrawn}
    _list_ids(page, "撤销条款", found.withdrawn, gone)
    _list_changes(page, "修改的条款", found.changed)
    _list_ids(
        page, "新增数据项", found.items_added, {i: new.items[i].label for i in found.items_added}
    )
    gone = {i: old.items[i].label for i in found.items_withdrawn}
    _list_ids(page, "撤销数据项", found.items_withdrawn, gone)
    _list_changes(page, "修改的数据项", found.items_changed)
    out(page.text())
    return 0


def _list_ids(page: Page, title: str, ids: tuple[str, ...], texts: dict[str, str]) -> None:
    if ids:
        page.head(f"{title}（{len(ids)}）")
        for name in ids:
            page.labelled(name, texts[name])


def _list_changes(page: Page, title: str, changed: tuple[Changed, ...]) -> None:
    if not changed:
        return
    page.head(f"{title}（{len(changed)}）")
    for entry in changed:
        page.put(entry.id + ("（要求有变，此前的人工判定须重新判定）" if entry.demand else ""))
        for what, before, after in entry.changes:
            page.labelled(what, f"{before or '（无）'} → {after or '（无）'}", indent=2)


def _as_json(old: Standard, new: Standard, found: EditionDiff) -> str:
    import json

    def changes(entries: tuple[Changed, ...]) -> list[dict[str, object]]:
        return [
            {"id": e.id, "demand": e.demand, "changes": [c._asdict() for c in e.changes]}
            for e in entries
        ]

    document = found._asdict() | {
        "old": {"encoding_version": old.encoding_version, "digest": old.digest},
        "new": {"encoding_version": new.encoding_version, "digest": new.digest},
        "changed": changes(found.changed),
        "items_changed": changes(found.items_changed),
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
