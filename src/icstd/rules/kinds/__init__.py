"""The kinds of check: a closed list, one module each.

A new kind needs three provisions that want it; its module and its word in
`terms.CheckKind` are all there is to add, and the contract test over `KINDS`
says what is missing.
"""

from ...terms import CheckKind
from . import any_of, by_person, compare, one_of, present, ratio, rule, within_days
from .kind import Kind

KINDS: dict[CheckKind, Kind] = {
    kind.word: kind
    for kind in (
        present.KIND,
        *compare.KINDS,
        one_of.KIND,
        ratio.KIND,
        within_days.KIND,
        any_of.KIND,
        *by_person.KINDS,
        rule.KIND,
    )
}
"""Word in the data → the kind."""
