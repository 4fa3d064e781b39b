"""One provision marked as verified: number, fingerprint, modality, and its words' mood."""

from __future__ import annotations

import re

from ...clauses.model import Provision
from ...terms import Modality, Verdict, result_of
from .coverage import Decision
from .edits import Mapping, Source, lines_of, scalar, set_key
from .modal import modals
from .skeletons import because, scalar_text

# Words to choose from, as asked and as negated.
_WORD = {
    Modality.REQUIREMENT: (("应", "应当"), ("不应", "不应当")),
    Modality.RECOMMENDATION: (("宜",), ("不宜",)),
    Modality.PERMISSION: (("可", "可以"), ("不必",)),
}
_RESULT = re.compile(r"(result:\s*)([\u4e00-\u9fff]+)")


def verify(source: Source, node: object, decision: Decision, provision: Provision) -> bool:
    """Mark a provision as verified in its source; False where it already is."""
    row = decision.row
    if (
        provision.text_status == "verified"
        and provision.official == row.place
        and provision.text_fingerprint == row.fingerprint
        and provision.modality is decision.modality
    ):
        return False
    mapping = Mapping(node)
    facts = {
        "text_status": "text_status: verified",
        "official": f'official: "{row.place}"',
        "text_fingerprint": f"text_fingerprint: {scalar_text(row.fingerprint)}",
    }
    new = [line for key, line in facts.items() if mapping.place(key) is None]
    for key, line in facts.items():
        if mapping.place(key) is not None:
            set_key(source, mapping, key, [line], "gist")
    if new:
        set_key(source, mapping, "", new, "gist")
    basis = ["modality_basis:", "  status: official", f"  because: {because(decision)}"]
    set_key(source, mapping, "modality_basis", basis, "modality")
    if provision.modality is not decision.modality:
        _change_modality(source, mapping, decision.modality, provision)
    return True


def _change_modality(
    source: Source, mapping: Mapping, modality: Modality, provision: Provision
) -> None:
    """Modality, the modal word of the gist, and the examples' words for results."""
    set_key(source, mapping, "modality", [f"modality: {modality}"], "id")
    set_key(source, mapping, "gist", [f"gist: {scalar(reworded(provision.gist, modality))}"], "id")
    extent = source.key(mapping, "examples")
    if extent is None:
        return
    words = _words(provision.modality, modality)
    for number, line in lines_of(source, extent[:2]):
        new = _RESULT.sub(lambda m: m.group(1) + words.get(m.group(2), m.group(2)), line)
        if new != line:
            source.replace(number, number + 1, [new])


def reworded(gist: str, modality: Modality) -> str:
    """A gist with the modal word of another modality; unchanged where it has none to give.

    宜用 does not become 应用, which is another word: there the fuller word is taken.
    """
    found = modals(gist)
    if len(found) != 1 or modality not in _WORD:
        return gist
    modal = found[0]
    negative = modal.word.startswith("不")
    for word in _WORD[modality][negative]:
        new = gist[: modal.start] + word + gist[modal.end :]
        if [m.modality for m in modals(new)] == [modality]:
            return new
    return gist


def _words(old: Modality, new: Modality) -> dict[str, str]:
    """How results are called under another modality; of several, the plainest."""
    plainest_last = sorted(Verdict, key=lambda v: v in (Verdict.UNEVALUATED, Verdict.MET))
    return {
        result_of(old, verdict).value: result_of(new, verdict).value for verdict in plainest_last
    }
