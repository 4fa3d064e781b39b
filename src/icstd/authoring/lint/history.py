"""What went before: nothing published disappears, changes in silence or comes back."""

from __future__ import annotations

from collections.abc import Iterator

from ...clauses.load import load_standard
from ...clauses.model import Standard
from ...errors import Problem
from ..editions_diff import compare
from ..history import earlier_editions
from .case import Case


def faults(case: Case) -> Iterator[Problem]:
    """Everything wrong against the editions that were published before."""
    yield from _retired(case)
    folder = case.sources.folder
    for old in earlier_editions(folder.with_suffix(".json")):
        yield from _gone(case, old)
        if old.encoding_version == case.standard.encoding_version:
            text = f"编码版本 {old.encoding_version} 已用过，它的发布版就在旁边。"
            yield case.fault("edition", "", text, "encoding_version")
    now = folder.with_suffix(".json")
    if case.standard.frozen and now.is_file():
        current = load_standard(now)
        if current.frozen and current.encoding_version == case.standard.encoding_version:
            yield from _changed(case, current)


def _retired(case: Case) -> Iterator[Problem]:
    labels = {item.label: item.id for item in case.standard.items.values()}
    for gone in case.standard.retired.values():
        if gone.id in case.standard.items:
            yield case.fault("retired", gone.id, "这个 id 已停用，不能再用。", "id")
        if gone.label in labels:
            yield case.fault("retired", gone.id, f"名称“{gone.label}”已停用，不能再用。", "label")
        if not gone.because.strip():
            yield case.fault("retired", gone.id, "要写明现在改问什么，或为什么不问。", "because")
    for earlier in case.standard.earlier:
        for item in (*earlier.none, *(i for others in earlier.none.values() for i in others)):
            if item not in case.standard.items:
                yield case.fault("edition", "", f"earlier 里的“{item}”不是数据项。", "earlier")


def _gone(case: Case, old: Standard) -> Iterator[Problem]:
    """What an earlier edition had is still there, or is said to be gone."""
    for name in old.provisions:
        if name not in case.standard.provisions and name not in case.standard.withdrawn:
            text = f"条款 {name} 在 {old.encoding_version} 版里有，撤销要写进 withdrawn。"
            yield case.fault("edition", "", text, "withdrawn")
    for item in old.items.values():
        known = case.standard.retired.get(item.id)
        said = item.id in case.standard.withdrawn or (known and known.label == item.label)
        if item.id not in case.standard.items and not said:
            text = (
                f"数据项 {item.id}（{item.label}）在 {old.encoding_version} 版里有，"
                "不再问要照原名写进 retired。"
            )
            yield case.fault("edition", "", text, "retired")


def _changed(case: Case, current: Standard) -> Iterator[Problem]:
    """A frozen edition: what is demanded may change only under a new version."""
    found = compare(current, case.standard)
    advice = "要求有变就升 encoding_version，旧的发布版留在旁边。"
    for changed in found.changed:
        if changed.demand:
            text = f"要求与已发布的 {current.encoding_version} 版不同，编码版本却没有变。"
            yield case.fault("provision", changed.id, text, advice=advice)
    for name in found.withdrawn:
        text = f"条款 {name} 在已发布的 {current.encoding_version} 版里有，编码版本却没有变。"
        yield case.fault("edition", "", text, "withdrawn", advice=advice)
