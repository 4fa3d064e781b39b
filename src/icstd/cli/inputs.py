"""What the commands that read a park's file take in, and how it is read."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..assessment.model import SelfAssessment
from ..clauses.model import Profile, Standard
from ..conformance import ConformanceReport
from ..errors import UsageProblem
from ..rules.rulebook import Rulebook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..audit.types import Audit
    from ..observations import EvidenceFound


def add_judging_arguments(parser: ArgumentParser) -> None:
    """The options that decide what is judged, and how strictly."""
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="项=值",
        help="假设某个数据项是这个值再判（不改文件），可以多次，例如 --set 已回应问题数=128",
    )
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="编号",
        help="只评这些章、条或条款，可以多次，也可以用逗号隔开，例如 W6 或 W6.8",
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="编号", help="不评这些章、条或条款"
    )
    parser.add_argument("--as-of", type=day, metavar="日期", help="评价日，不写时用填报文件里的")
    parser.add_argument(
        "--profile",
        default="default",
        metavar="口径",
        help="评价口径：default（自评）、audit（审核），或自己的口径文件（.yaml）",
    )
    add_file_arguments(parser)


def add_file_arguments(parser: ArgumentParser) -> None:
    """The options that say how a file is read."""
    add_edition_arguments(parser)
    parser.add_argument(
        "--encoding", metavar="编码", help="填报文件的文字编码，例如 gb18030；不写时按 UTF-8"
    )


def add_edition_arguments(parser: ArgumentParser) -> None:
    """The options that say by which clauses."""
    parser.add_argument("--standard", metavar="文件", help="用另一个发布版本的标准数据（JSON）")
    parser.add_argument(
        "--supplement",
        metavar="文件",
        help="在标准之外加上本地的补充条款（.yaml），结果另列，不计入标准",
    )
    parser.add_argument(
        "--rules", metavar="文件", help="自己的标准用到的 Python 规则（.py，其中定义 RULEBOOK）"
    )


def edition(args: Namespace) -> Standard:
    """The standard that `--standard` and `--supplement` name; the shipped one without them.

    Raises InputProblems where a file of theirs cannot be used.
    """
    from ..clauses.load import load_standard

    standard = load_standard(args.standard)
    if args.supplement is None:
        return standard
    from ..authoring.supplement import load_supplement

    return load_supplement(args.supplement, standard)


def rulebook(args: Namespace) -> Rulebook | None:
    """The rulebook that `--rules` names; None for the shipped one."""
    if args.rules is None:
        return None
    from ..rules.outside import read_rulebook

    return read_rulebook(args.rules)


def add_proof_arguments(parser: ArgumentParser) -> None:
    """Where the evidence lies, and what an auditor said."""
    parser.add_argument(
        "--base", metavar="文件夹", help="证据文件所在的文件夹，不写时是填报文件所在处"
    )
    parser.add_argument("--audit", metavar="核查文件", help="把审核员的判定与自评并列")


def day(text: str) -> date:
    """A date as people type it on the command line: 2026-03-01."""
    from ..assessment.dates import read_date
    from ..assessment.reading import Wrong

    found = read_date(text)
    if isinstance(found, Wrong):
        raise ArgumentTypeError(f"{found.message}；{found.advice}")
    if found.cause or not isinstance(found.value, date):
        raise ArgumentTypeError("日期写成 2026-03-01 的样子")
    return found.value


def ids(given: list[str]) -> list[str]:
    """Ids given one by one or with commas between them."""
    return [i for text in given for i in text.replace("，", ",").split(",") if i]


def read_bytes(path: str) -> tuple[bytes, str]:
    """The bytes of a file or of standard input (`-`), and its name for messages.

    Raises InputProblems where it cannot be read.
    """
    from ..yamlio.files import read_input

    return read_input(path)


def load_park(
    args: Namespace, standard: Standard, path: str | None = None, assumed: list[str] | None = None
) -> SelfAssessment:
    """Read a park's file by the options of `add_file_arguments`.

    path: `args.park` unless given; assumed: answers to replace (`项=值`).
    Raises InputProblems with every fault found.
    """
    from ..assessment.intake import load_document
    from ..assessment.load import assessment_from

    document = load_document(path or args.park, standard, encoding=args.encoding)
    if assumed:
        from .whatif import assume

        document = assume(document, standard, assumed)
    return replace(assessment_from(document, standard), assumed=tuple(assumed or ()))


def judge(
    args: Namespace,
    assessment: SelfAssessment,
    standard: Standard,
    *,
    base: str | None = None,
    audit: str | None = None,
    waivers: bool = True,
) -> ConformanceReport:
    """Evaluate by the options of `add_judging_arguments`.

    base: folder of the evidence files; they are opened where it is given or
    where the profile insists on evidence (then the form's own folder will do).
    audit: file of the auditor's opinions, laid over the result.
    """
    from ..evaluation import evaluate

    profile = profile_of(args.profile, standard)
    decides = profile if isinstance(profile, Profile) else standard.profiles.get(profile)
    evidence: tuple[EvidenceFound, ...] = ()
    if base is not None or (decides is not None and decides.evidence.enforce):
        from ..audit.evidence import look_at

        folder = evidence_folder(args, base)
        evidence = tuple(c.found for c in look_at(assessment, folder, args.as_of))
    opinions = _opinions(audit, standard)
    if opinions is not None:
        evidence = opinions.seen(evidence)
    report = evaluate(
        assessment,
        standard,
        profile,
        evidence=evidence,
        as_of=args.as_of,
        select=ids(args.select),
        ignore=ids(args.ignore),
        rulebook=rulebook(args),
    )
    _refuse_idle(args.set, report)
    if opinions is None:
        return report
    from ..audit.opinions import apply_audit

    return apply_audit(report, opinions, waivers=waivers)


def _opinions(path: str | None, standard: Standard) -> Audit | None:
    if path is None:
        return None
    from ..audit.file import read_audit
    from ..yamlio import read_document

    data, name = read_bytes(path)
    return read_audit(read_document(data, name), standard)


def evidence_folder(args: Namespace, base: str | None) -> Path | None:
    """Where evidence files lie: as told, else beside the form; unknown for standard input."""
    if base:
        folder = Path(base)
        if not folder.is_dir():
            raise UsageProblem(f"--base 指的不是文件夹：{base}", "写证据文件所在的文件夹")
        return folder
    return None if args.park == "-" else Path(args.park).parent


def profile_of(given: str, standard: Standard) -> str | Profile:
    """The profile an option names: one of the standard's, or that of a file.

    Raises InputProblems with every fault of the file.
    """
    if Path(given).suffix.lower() not in (".yaml", ".yml", ".json"):
        return given
    from ..tailoring.profile import load_profile

    return load_profile(given, standard)


def _refuse_idle(assumed: list[str], report: ConformanceReport) -> None:
    """An assumption that changes nothing, because a table is counted instead, misleads."""
    named = {pair.partition("=")[0].strip() for pair in assumed}
    for item, table in report.tables_used.items():
        label = report.standard.items[item].label
        if named & {item, label}:
            raise UsageProblem(
                f"“{label}”是按{table}统计的，--set 的值不起作用",
                f"在填报文件的{table}里改，或去掉{table}再假设",
            )


def evidence_files(args: Namespace, assessment: SelfAssessment) -> list[Path]:
    """Where the evidence files that a park lists would lie: kept off as outputs."""
    folder = Path(args.base) if args.base else evidence_folder(args, None) or Path()
    return [folder / e.file for e in assessment.evidence.values() if e.file]
