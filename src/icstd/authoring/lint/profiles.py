"""Profiles: parameters, gates and policies that exist and make sense."""

from __future__ import annotations

from collections.abc import Iterator

from ...clauses.profiles import profile_faults
from ...errors import Problem
from .case import Case


def faults(case: Case) -> Iterator[Problem]:
    """Everything wrong with the profiles."""
    if "default" not in case.standard.profiles:
        yield case.fault("edition", "", "缺默认评价口径 profiles/default.yaml。")
    for profile in case.standard.profiles.values():
        for fault in profile_faults(profile, case.standard):
            yield case.fault("profile", profile.id, fault.message, *fault.keys)
