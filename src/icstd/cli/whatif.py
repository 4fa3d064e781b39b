"""`--set 项=值`: the same file, as if one answer were another."""

from __future__ import annotations

from collections.abc import Sequence

from ..assessment.whatif import assume as assume_answers
from ..assessment.whatif import shown
from ..clauses.model import Standard
from ..errors import Place, UsageProblem
from ..yamlio import Document

_HERE = Place(cell="--set")


def assume(document: Document, standard: Standard, pairs: Sequence[str]) -> Document:
    """A copy of a document in which some answers are replaced; the loader reads it as usual.

    pairs: `数据项=值`, the item by label or id; a list's parts with 、 between
    them; of an item given twice the last holds.  Raises UsageProblem for a
    pair without `=` and an unknown item.
    """
    answers: dict[str, object] = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign:
            raise UsageProblem(
                f"--set 后面要写成 项=值：{shown(pair)}", "例如 --set 已回应问题数=128"
            )
        answers.pop(name.strip(), None)
        answers[name.strip()] = text.strip()
    return assume_answers(document, standard, answers, _HERE)
