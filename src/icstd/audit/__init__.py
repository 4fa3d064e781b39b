"""The auditor's side: evidence looked at, a second opinion laid over, what changed, what to mend.

    standard = icstd.load_standard()
    assessment = icstd.load_assessment("park.yaml", standard)
    audit = icstd.audit.read_audit("audit.yaml", standard)
    seen = audit.seen(c.found for c in icstd.audit.look_at(assessment, "."))
    report = icstd.evaluate(assessment, standard, "audit", evidence=seen)
    report = icstd.audit.apply_audit(report, audit)

Names in `__all__` are the public interface, looked up when first used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..report.layout.action_plan import ActionPlan, Task
    from .attribute_sampling import sample_size, upper_bound
    from .diff import Difference, compare
    from .evidence import Checked, check_evidence, look_at, request_list
    from .file import load_audit as read_audit
    from .opinions import agreement, apply_audit
    from .planning import make_plan as plan
    from .planning import status as plan_status
    from .sampling import Sample
    from .sampling import draw as sample
    from .template import audit_template
    from .types import Agreement, Audit, Deviation

_HOMES = {
    "ActionPlan": ("..report.layout.action_plan", "ActionPlan"),
    "Agreement": (".types", "Agreement"),
    "Audit": (".types", "Audit"),
    "Checked": (".evidence", "Checked"),
    "Deviation": (".types", "Deviation"),
    "Difference": (".diff", "Difference"),
    "Sample": (".sampling", "Sample"),
    "Task": ("..report.layout.action_plan", "Task"),
    "agreement": (".opinions", "agreement"),
    "apply_audit": (".opinions", "apply_audit"),
    "audit_template": (".template", "audit_template"),
    "check_evidence": (".evidence", "check_evidence"),
    "compare": (".diff", "compare"),
    "look_at": (".evidence", "look_at"),
    "plan": (".planning", "make_plan"),
    "plan_status": (".planning", "status"),
    "read_audit": (".file", "load_audit"),
    "request_list": (".evidence", "request_list"),
    "sample": (".sampling", "draw"),
    "sample_size": (".attribute_sampling", "sample_size"),
    "upper_bound": (".attribute_sampling", "upper_bound"),
}

__all__ = [
    "ActionPlan",
    "Agreement",
    "Audit",
    "Checked",
    "Deviation",
    "Difference",
    "Sample",
    "Task",
    "agreement",
    "apply_audit",
    "audit_template",
    "check_evidence",
    "compare",
    "look_at",
    "plan",
    "plan_status",
    "read_audit",
    "request_list",
    "sample",
    "sample_size",
    "upper_bound",
]


def __getattr__(name: str) -> object:
    """Fetch a public name from where it is defined."""
    if name not in _HOMES:
        raise AttributeError(f"module 'icstd.audit' has no attribute {name!r}")
    from importlib import import_module

    home, known_as = _HOMES[name]
    value: object = getattr(import_module(home, __name__), known_as)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
