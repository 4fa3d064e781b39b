"""`icstd standard lint|build|docs|diff`: from the sources to the published edition."""

from __future__ import annotations

from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ...authoring.sources import Sources
    from ...clauses.model import Standard
    from ...rules.book import Rulebook

_SHIPPED = Path(__file__).resolve().parents[4] / "standard" / "db33t2320-2021"


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        metavar="文件夹",
        nargs="?",
        type=Path,
        default=_SHIPPED,
        help="标准的源文件夹，内有 edition.yaml；不写则为源码中的 standard/db33t2320-2021",
    )


def add_lint_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `lint`."""
    _add_folder(parser)


def run_lint(args: argparse.Namespace) -> int:
    """Check the sources; raises InputProblems with every fault."""
    from ..streams import out

    _, standard, _ = _sound(args.folder)
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
    """Write the published edition and its examples."""
    from ...authoring.build import examples_beside, published, published_examples
    from ...report.write import write_bytes
    from ..streams import out

    _, standard, _ = _sound(args.folder)
    target = args.output or args.folder.with_suffix(".json")
    write_bytes(published(standard), target, force=True)
    write_bytes(published_examples(standard), examples_beside(target), force=True)
    out(f"已生成 {target}：{len(standard.provisions)} 个条款，{len(standard.items)} 个数据项\n")
    return 0


def _sound(folder: Path) -> tuple[Sources, Standard, Rulebook]:
    """Sources without a fault, the completed standard and its rulebook."""
    from ...authoring.build import completed
    from ...authoring.lint import lint
    from ...authoring.sources import read_sources
    from ...errors import InputProblems
    from ...rules import load_rulebook

    sources = read_sources(folder)
    book = load_rulebook(sources.standard.id)
    standard = completed(sources.standard, book)
    problems = lint(sources, standard, book)
    if problems:
        raise InputProblems(problems)
    return sources, standard, book
