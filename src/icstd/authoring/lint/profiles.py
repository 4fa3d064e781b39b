"""Profiles: parameters, gates and policies that exist and make sense."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...clauses.model import Profile
from ...errors import Problem
from .case import Case

_NOT_APPLICABLE = ("exclude", "met")
_UNKNOWN = ("fail", "exclude")


def faults(case: Case) -> Iterator[Problem]:
    """Everything wrong with the profiles."""
    if "default" not in case.standard.profiles:
        yield case.fault("edition", "", "缺默认评价口径 profiles/default.yaml。")
    params = {
        limit.param
        for provision in case.standard.provisions.values()
        for limit in provision.check.limits.values()
    }
    for profile in case.standard.profiles.values():
        yield from _names(case, profile, params)
        yield from _scoring(case, profile)


def _names(case: Case, profile: Profile, params: set[str | None]) -> Iterator[Problem]:
    for name in profile.params:
        if name not in params:
            text = f"参数 {name} 没有任何限值用到。"
            yield case.fault("profile", profile.id, text, "params", name)
    for key in ("required", "optional"):
        for place, name in enumerate(getattr(profile, key) or ()):
            provision = case.standard.provisions.get(name)
            if provision is None:
                text = f"没有条款 {name}。"
            elif not provision.modality.decides:
                text = f"{name} 是{provision.modality}，不能列在这里。"
            else:
                continue
            yield case.fault("profile", profile.id, text, key, place)


def _scoring(case: Case, profile: Profile) -> Iterator[Problem]:
    def fault(message: str, key: str) -> Problem:
        return case.fault("profile", profile.id, message, "scoring", key)

    scoring = profile.scoring
    if not 0 <= scoring.partial <= 1:
        yield fault("部分符合的折算应在 0 与 1 之间。", "partial")
    if scoring.not_applicable not in _NOT_APPLICABLE:
        yield fault(f"应为 {'、'.join(_NOT_APPLICABLE)} 之一。", "not_applicable")
    if scoring.unknown not in _UNKNOWN:
        yield fault(f"应为 {'、'.join(_UNKNOWN)} 之一。", "unknown")
    if any(better[1] <= worse[1] for better, worse in pairwise(scoring.bands)):
        yield fault("档次要由高到低排列，分数线不能相同。", "bands")
