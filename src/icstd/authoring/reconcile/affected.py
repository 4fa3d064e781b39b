"""Which answers of an earlier self-assessment a new encoding makes doubtful."""

from __future__ import annotations

from typing import NamedTuple

from ...assessment.model import SelfAssessment
from ...clauses.changes import Since
from ...clauses.model import Standard


class Affected(NamedTuple):
    """What its holder should look at again.

    judgements: ids of provisions judged by a person whose demand has changed.
    answers: ids of answered items that changed provisions read.  dropped:
    labels of answered items that are not asked any more.  withdrawn: judged
    provisions that are gone.  added: ids of provisions that are new.
    """

    judgements: tuple[str, ...]
    answers: tuple[str, ...]
    dropped: tuple[str, ...]
    withdrawn: tuple[str, ...]
    added: tuple[str, ...]


def affected(assessment: SelfAssessment, since: Since, old: Standard, new: Standard) -> Affected:
    """Hold an assessment made under `old` against what changed since."""
    answered = {a.item for a in assessment.answers.values() if a.value is not None}
    return Affected(
        judgements=tuple(p for p in since.suspect if p in assessment.judgements),
        answers=tuple(i for i in since.items if i in answered),
        dropped=tuple(label for i, label in since.items_withdrawn.items() if i in answered),
        withdrawn=tuple(p for p in since.withdrawn if p in assessment.judgements),
        added=tuple(p for p in new.provisions if p not in old.provisions),
    )


def in_words(found: Affected, since: Since, old: Standard, new: Standard) -> tuple[str, ...]:
    """The same as lines a person reads."""
    lines = [f"这份自评依据编码版本 {since.old}，现行的是 {since.new}"]
    for name in found.judgements:
        gist = new.provisions[name].gist
        lines.append(f"  要重新判定 {name}：条款有改动，现为“{gist}”")
    for item in found.answers:
        lines.append(f"  要重新看的填报：{old.items[item].label}")
    lines += [f"  不再填报：{label}" for label in found.dropped]
    lines += [
        f"  条款 {name} 已撤销，判定作废：{new.withdrawn.get(name, '')}" for name in found.withdrawn
    ]
    if found.added:
        lines.append(f"  新增 {len(found.added)} 个条款：{'、'.join(found.added)}")
    if len(lines) == 1:
        lines.append("  填报和判定都不受影响，把“编码版本”改成现行的即可")
    return tuple(lines)
