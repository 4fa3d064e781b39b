"""DB33/T 2320—2021 as machine-readable clauses and rule checks.

    standard = icstd.load_standard()
    assessment = icstd.load_assessment("park.yaml", standard)
    report = icstd.evaluate(assessment, standard)
    icstd.write_report(report, "report.html")

Everything in `__all__` is the public interface; names are looked up when first
used, so that `import icstd` itself costs next to nothing.
"""

from __future__ import annotations

from ._version import __version__ as __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .assessment.accept import carry_over
    from .assessment.intake import load_assessment
    from .assessment.model import Row, SelfAssessment
    from .assessment.whatif import suppose
    from .authoring.supplement import load_supplement
    from .clauses.load import load_standard
    from .clauses.model import Profile, Provision, Standard
    from .conformance import ConformanceReport, Finding, Need, NeedKind, Outcome
    from .errors import IcstdError, InputProblems, OutputProblem, RuleError, UsageProblem
    from .evaluation import evaluate
    from .output import write_report
    from .report.document import report_document
    from .report.notebook import explain, to_records
    from .rules.outside import read_rulebook
    from .rules.rulebook import Rulebook
    from .tailoring.profile import load_profile
    from .terms import Verdict

_HOMES = {
    "load_standard": "clauses.load",
    "load_assessment": "assessment.intake",
    "load_profile": "tailoring.profile",
    "suppose": "assessment.whatif",
    "carry_over": "assessment.accept",
    "evaluate": "evaluation",
    "write_report": "output",
    "report_document": "report.document",
    "to_records": "report.notebook",
    "explain": "report.notebook",
    "Standard": "clauses.model",
    "Provision": "clauses.model",
    "Profile": "clauses.model",
    "SelfAssessment": "assessment.model",
    "ConformanceReport": "conformance",
    "Finding": "conformance",
    "Outcome": "conformance",
    "Need": "conformance",
    "NeedKind": "conformance",
    "Row": "assessment.model",
    "Rulebook": "rules.rulebook",
    "read_rulebook": "rules.outside",
    "load_supplement": "authoring.supplement",
    "Verdict": "terms",
    "IcstdError": "errors",
    "InputProblems": "errors",
    "UsageProblem": "errors",
    "OutputProblem": "errors",
    "RuleError": "errors",
}

__all__ = [
    "ConformanceReport",
    "Finding",
    "IcstdError",
    "InputProblems",
    "Need",
    "NeedKind",
    "Outcome",
    "OutputProblem",
    "Profile",
    "Provision",
    "Row",
    "RuleError",
    "Rulebook",
    "SelfAssessment",
    "Standard",
    "UsageProblem",
    "Verdict",
    "carry_over",
    "evaluate",
    "explain",
    "load_assessment",
    "load_profile",
    "load_standard",
    "load_supplement",
    "read_rulebook",
    "report_document",
    "suppose",
    "to_records",
    "write_report",
]


def __getattr__(name: str) -> object:
    """Fetch a public name from where it is defined."""
    if name not in _HOMES:
        raise AttributeError(f"module 'icstd' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
