"""What adoption changed, as the list beside the edition has it."""

from __future__ import annotations

from ...clauses.changes import ChangedProvision, Step
from ...clauses.model import Standard
from ..editions_diff import compare


def step_between(before: Standard, after: Standard) -> Step:
    """The step from one encoding to the next."""
    found = compare(before, after)
    changed = tuple(
        ChangedProvision(
            entry.id,
            tuple(change.what for change in entry.changes),
            entry.demand,
            tuple(
                dict.fromkeys(
                    (*before.provisions[entry.id].reads, *after.provisions[entry.id].reads)
                )
            ),
        )
        for entry in found.changed
    )
    return Step(
        old=before.encoding_version,
        new=after.encoding_version,
        added=found.added,
        changed=changed,
        withdrawn={name: after.withdrawn.get(name, "") for name in found.withdrawn},
        items_withdrawn={name: before.items[name].label for name in found.items_withdrawn},
    )


_ONLY_VERIFIED = {"类型依据", "文本状态", "官方条号", "官方文本指纹"}


def in_words(step: Step, after: Standard) -> tuple[str, ...]:
    """The change list as lines a person reads."""
    lines = [f"编码版本 {step.old} → {step.new}"]
    for changed in step.changed:
        official = after.provisions[changed.id].official
        same = f"官方条号 {official}" if official else ""
        other = [what for what in changed.what if what not in _ONLY_VERIFIED]
        parts = [same] if same else []
        parts += [f"改了{'、'.join(other)}"] if other else []
        parts += ["此前的判定和填报要重新看"] if changed.suspect else []
        lines.append(f"  {'核对' if same else '修改'} {changed.id}：{'；'.join(parts)}")
    lines += [f"  新增 {name}：{after.provisions[name].gist}" for name in step.added]
    lines += [f"  撤销 {name}：{why}" for name, why in step.withdrawn.items()]
    lines += [f"  数据项“{label}”不再填报" for label in step.items_withdrawn.values()]
    return tuple(lines)
