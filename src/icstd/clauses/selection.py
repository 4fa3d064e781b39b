"""Which provisions somebody asks for: ids of chapters, clauses and provisions."""

from __future__ import annotations

from collections.abc import Collection
from string import ascii_uppercase
from typing import NamedTuple

from ..errors import UsageProblem
from .model import Profile, Provision, Standard


class Selection(NamedTuple):
    """评价范围 where it is not all provisions: ids as given; none in `select` means all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def __str__(self) -> str:
        """`只评 W6、W7；不评 W6.8`."""
        parts = ("只评 ", self.select), ("不评 ", self.ignore)
        return "；".join(word + "、".join(ids) for word, ids in parts if ids)


def covers(prefix: str, provision: Provision) -> bool:
    """Whether an id given by a person names this provision or a whole it is in.

    `W6` is chapter 6, `W8.1` a clause or all below it, `W4.8` all its 列项;
    `W6.1` never means W6.10.
    """
    letters = provision.id[: len(provision.id) - len(provision.id.lstrip(ascii_uppercase))]
    if prefix in (provision.id, provision.clause, f"{letters}{provision.chapter}"):
        return True
    return provision.id.startswith(f"{prefix}.")


def selected(provision: Provision, select: Collection[str], ignore: Collection[str]) -> bool:
    """Whether a provision is among those asked for and none of those left out."""
    wanted = not select or any(covers(s, provision) for s in select)
    return wanted and not any(covers(i, provision) for i in ignore)


def select_provisions(
    standard: Standard, profile: Profile, select: Collection[str], ignore: Collection[str]
) -> list[Provision]:
    """The provisions to judge, in the standard's order."""
    everything = list(standard.provisions.values())
    for given in (*select, *ignore):
        if not any(covers(given, p) for p in standard.every_provision.values()):
            raise UsageProblem(f"没有编号为“{given}”的章、条或条款", "icstd clauses 列出全部编号")
    chosen = [p for p in everything if selected(p, select, ignore) and p.id not in profile.optional]
    if not chosen:
        raise UsageProblem("没有选中任何条款", "检查 --select 与 --ignore 是否互相抵消")
    return chosen
