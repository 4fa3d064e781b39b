"""What changed between two editions, and whose judgements it makes suspect."""

from __future__ import annotations

from typing import NamedTuple

from ..clauses.model import DataItem, Provision, Standard
from ..rules.describe import describe_check, describe_limits
from ..rules.explain import demand_text, item_text, modality_text, sources_text, status_text


class Change(NamedTuple):
    """One thing that differs: its name in Chinese, before and after."""

    what: str
    before: str
    after: str


class Changed(NamedTuple):
    """A provision or item in both editions; `demand`: what it asks has changed."""

    id: str
    changes: tuple[Change, ...]
    demand: bool = False


class EditionDiff(NamedTuple):
    """Ids added and withdrawn, and what changed, in the editions' order."""

    added: tuple[str, ...]
    withdrawn: tuple[str, ...]
    changed: tuple[Changed, ...]
    items_added: tuple[str, ...]
    items_withdrawn: tuple[str, ...]
    items_changed: tuple[Changed, ...]

    @property
    def empty(self) -> bool:
        """Whether the editions ask the same."""
        return not any(self)


def compare(old: Standard, new: Standard) -> EditionDiff:
    """Compare two editions provision by provision and item by item."""
    return EditionDiff(
        added=tuple(i for i in new.provisions if i not in old.provisions),
        withdrawn=tuple(i for i in old.provisions if i not in new.provisions),
        changed=tuple(_changed(old, new)),
        items_added=tuple(i for i in new.items if i not in old.items),
        items_withdrawn=tuple(i for i in old.items if i not in new.items),
        items_changed=tuple(
            Changed(i, found)
            for i, item in old.items.items()
            if i in new.items and (found := _differences(_of_item(item), _of_item(new.items[i])))
        ),
    )


def _changed(old: Standard, new: Standard) -> list[Changed]:
    found = []
    for name, before in old.provisions.items():
        after = new.provisions.get(name)
        if after is None:
            continue
        changes = _differences(_of_provision(before, old), _of_provision(after, new))
        demand = before.fingerprint != after.fingerprint
        if demand and not changes:
            changes = (Change("判定依据", before.fingerprint, after.fingerprint),)
        if changes:
            found.append(Changed(name, changes, demand))
    return found


def _differences(before: dict[str, str], after: dict[str, str]) -> tuple[Change, ...]:
    return tuple(
        Change(what, text, after[what]) for what, text in before.items() if text != after[what]
    )


def _of_provision(provision: Provision, standard: Standard) -> dict[str, str]:
    """Everything about a provision that people may care about, in words."""
    return {
        "所在条": provision.clause,
        "文字": provision.gist,
        "条款类型": provision.modality.value,
        "类型依据": modality_text(provision).partition("。")[2],
        "判定": describe_check(provision, standard),
        "限值": "；".join(describe_limits(provision, standard)),
        "读法": provision.reading,
        "适用对象": provision.subject,
        "出处": "；".join(sources_text(provision.sources, standard)),
        "证据": "；".join(demand_text(e) for e in provision.evidence),
        "补救": f"{provision.remedy}（工作量{provision.effort.label}）",
        "核查": f"{provision.method}：{provision.place}",
        "可核程度": "、".join((provision.verifiability.level, *provision.verifiability.vague)),
        "文本状态": status_text(provision),
        "官方条号": provision.official or "",
        "官方文本指纹": provision.text_fingerprint or "",
    }


def _of_item(item: DataItem) -> dict[str, str]:
    return {
        "名称": item.label,
        "填法": item_text(item),
        "范围": f"{item.min}—{item.max}",
        "说明": item.help,
        "整体": item.whole or "",
        "台账": item.table or "",
        "承诺": "是" if item.commitment else "否",
    }
