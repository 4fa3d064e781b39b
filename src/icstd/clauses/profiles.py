"""What a profile may say of a standard: one check for files, sources and objects made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ..errors import UsageProblem
from .model import Limit, Profile, Standard

NOT_APPLICABLE = ("exclude", "met")
UNKNOWN = ("fail", "exclude")
_BOUNDS = ("at_least", "at_most")


class ProfileFault(NamedTuple):
    """Something a profile says that cannot hold; keys: the field, and the entry in it."""

    keys: tuple[str | int, ...]
    message: str


def profile_faults(profile: Profile, standard: Standard) -> Iterator[ProfileFault]:
    """Everything in a profile that the standard does not know or that makes no sense."""
    limits = tunable(standard)
    for name, value in profile.params.items():
        if name not in limits:
            yield ProfileFault(("params", name), f"参数 {name} 没有任何限值用到。")
        else:
            yield from _number(name, value, limits[name])
    for key in ("required", "optional"):
        for place, name in enumerate(getattr(profile, key) or ()):
            provision = standard.provisions.get(name)
            if provision is None:
                yield ProfileFault((key, place), f"没有条款 {name}。")
            elif not provision.modality.decides:
                yield ProfileFault((key, place), f"{name} 是{provision.modality}，不能列在这里。")
    for place, name in enumerate(profile.optional):
        if name in (profile.required or ()):
            yield ProfileFault(("optional", place), f"{name} 既列为必备，又列为不作要求。")
    yield from _scoring(profile)


class Tunable(NamedTuple):
    """A limit that a profile may set: its provision, its name in the check, itself."""

    provision: str
    name: str
    limit: Limit


def tunable(standard: Standard) -> dict[str, Tunable]:
    """Profile parameter → the limit it replaces (the first, where several name it)."""
    found: dict[str, Tunable] = {}
    for provision in standard.every_provision.values():
        for name, limit in provision.check.limits.items():
            if limit.param:
                found.setdefault(limit.param, Tunable(provision.id, name, limit))
    return found


def refuse_faulty(profile: Profile, standard: Standard) -> None:
    """Raise UsageProblem where a profile made by hand has a fault of `profile_faults`."""
    faults = list(profile_faults(profile, standard))
    if faults:
        said = "；".join(f.message.removesuffix("。") for f in faults)
        raise UsageProblem(
            f"评价口径“{profile.id}”有 {len(faults)} 处不对：{said}",
            "参数名照 icstd init --profile 生成的口径表写，编号照 icstd clauses 写",
        )


def _number(name: str, value: object, tuned: Tunable) -> Iterator[ProfileFault]:
    def fault(wanted: str) -> ProfileFault:
        return ProfileFault(("params", name), f"参数 {name} {wanted}，现为 {value}。")

    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        yield fault("应是整数或 Decimal")
    elif not Decimal(value).is_finite():
        yield fault("应是一个确定的数")
    elif value < 0 or (value == 0 and tuned.name not in _BOUNDS):
        yield fault("不能小于 0" if tuned.name in _BOUNDS else "应大于 0")
    elif tuned.limit.unit == "%" and value > 100:
        yield fault("是百分数，不能大于 100")


def _scoring(profile: Profile) -> Iterator[ProfileFault]:
    scoring = profile.scoring
    if not 0 <= scoring.partial <= 1:
        yield ProfileFault(("scoring", "partial"), "部分符合的折算应在 0 与 1 之间。")
    if scoring.not_applicable not in NOT_APPLICABLE:
        yield ProfileFault(
            ("scoring", "not_applicable"), f"应为 {'、'.join(NOT_APPLICABLE)} 之一。"
        )
    if scoring.unknown not in UNKNOWN:
        yield ProfileFault(("scoring", "unknown"), f"应为 {'、'.join(UNKNOWN)} 之一。")
    if any(better[1] <= worse[1] for better, worse in pairwise(scoring.bands)):
        yield ProfileFault(("scoring", "bands"), "档次要由高到低排列，分数线不能相同。")
