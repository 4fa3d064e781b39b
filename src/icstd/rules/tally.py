"""Ledgers lose nothing: every row handed in is counted, or left out by name.

A row outside the period, or one that repeats another word for word, is left
out.  A row that cannot be so (a number used for two things, an event after the
assessment date, dates in the wrong order, a state that its dates contradict)
is kept apart: no count includes it, and what it could change is tried out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ..assessment.model import Period, Row, SelfAssessment
from ..clauses.model import Standard, Table
from ..errors import Place
from ..frozen import Frozen
from ..observations import Contradiction, LedgerAccount, RowLeft
from ..terms import AtLeast, Effect, Special, Value
from .facts import show
from .rulebook import Counts, Ledger, RowFault, Rulebook

OUTSIDE = "日期在评价期外"
REPEATED = "编号重复、内容相同"
CLASHING = "编号相同、内容不同"
AHEAD = "日期晚于评价日"
UNDATED = "没有日期"

TYPED = "按填报数"

Reading = Mapping[str, int | None]
"""What one way to read a ledger makes of its items; None where a blank hides the count."""


def accounts(
    assessment: SelfAssessment, standard: Standard, book: Rulebook, as_of: date
) -> dict[str, LedgerAccount]:
    """The account of every ledger handed in, by its id."""
    return {
        id_: _account(
            standard.tables[id_],
            book.ledgers[id_],
            rows,
            assessment,
            standard=standard,
            as_of=as_of,
        )
        for id_, rows in assessment.tables.items()
        if id_ in book.ledgers and id_ in standard.tables
    }


def _account(
    table: Table,
    ledger: Ledger,
    rows: tuple[Row, ...],
    assessment: SelfAssessment,
    *,
    standard: Standard,
    as_of: date,
) -> LedgerAccount:
    key = _key(table)
    promises = {
        i: answer.value
        for i, answer in assessment.answers.items()
        if i in standard.items and standard.items[i].commitment and answer.value is not None
    }
    period = assessment.period._replace(as_of=as_of)
    left = dict(_out_of_time(table, ledger, rows, period)) if ledger.day else {}
    left |= _same_number(rows, left, key)
    for place, row in enumerate(rows):
        fault = None if place in left else _fault(table, ledger, row, as_of, promises)
        if fault:
            readings = fault.readings or (row,)
            said = RowLeft(row, _named(row, key), fault.reason, fault.why, True, readings)
            left[place] = said
    counted = tuple(row for place, row in enumerate(rows) if place not in left)
    backed = {i.id for i in standard.items.values() if i.table == table.id}
    found = {i: n for i, n in ledger.adds_up(counted, as_of=as_of).items() if i in backed}
    return LedgerAccount(
        table.id,
        table.label,
        key,
        counted,
        tuple(left[place] for place in sorted(left)),
        Frozen((i, n) for i, n in _numbers(found).items() if n is not None),
        Frozen((i, tuple(n)) for i, n in found.items() if n is not None and not isinstance(n, int)),
    )


def _out_of_time(
    table: Table,
    ledger: Ledger,
    rows: tuple[Row, ...],
    period: Period,
) -> Iterator[tuple[int, RowLeft]]:
    """Rows whose day is not one of the period; those that lie ahead are kept apart."""
    column = next(c for c in table.columns if c.id == ledger.day)
    label, key = column.label, _key(table)
    for place, row in enumerate(rows):
        day = row.cells.get(column.id)
        named = _named(row, key)
        if not isinstance(day, date):
            yield place, RowLeft(row, named, UNDATED, f"没有{label}", True, (row,))
        elif day > period.as_of:
            why = f"{label} {day} 晚于评价日 {period.as_of}"
            yield place, RowLeft(row, named, AHEAD, why, True, (row,))
        elif not period.start <= day <= period.end:
            yield place, RowLeft(row, named, OUTSIDE)


def _same_number(
    rows: tuple[Row, ...], left: Mapping[int, RowLeft], key: str
) -> dict[int, RowLeft]:
    groups: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        if place not in left and _named(row, key):
            groups.setdefault(_named(row, key), []).append(place)
    found = {}
    for name, places in groups.items():
        first = rows[places[0]]
        alike = all(rows[p].cells == first.cells for p in places)
        for place in places[1:] if alike else places:
            row = rows[place]
            if alike:
                found[place] = RowLeft(row, name, REPEATED)
            else:
                why = f"同一编号有 {len(places)} 行，内容不同"
                found[place] = RowLeft(row, name, CLASHING, why, True, (row,))
    return found


def _fault(
    table: Table, ledger: Ledger, row: Row, as_of: date, promises: Mapping[str, Value]
) -> RowFault | None:
    """What cannot be so about a row: an event that lies ahead, or what the ledger looks at."""
    labels = {c.id: c.label for c in table.columns}
    for column in ledger.events:
        day = row.cells.get(column)
        if isinstance(day, date) and day > as_of:
            without = Row({c: v for c, v in row.cells.items() if c != column}, row.place)
            why = f"{labels.get(column, column)} {day} 晚于评价日 {as_of}"
            return RowFault(AHEAD, why, (row, without))
    return ledger.look(row, labels, promises) if ledger.look else None


def _key(table: Table) -> str:
    """The column that numbers the rows, empty where there is none."""
    return next((c.id for c in table.columns if c.key), "")


def _named(row: Row, key: str) -> str:
    value = row.cells.get(key)
    return "" if value is None else "".join(show(value).split())


def _numbers(found: Counts) -> dict[str, int | None]:
    return {i: n if n is None or isinstance(n, int) else len(n) for i, n in found.items()}


class Other(NamedTuple):
    """Another way to read what was handed in, to be judged beside the counted rows.

    items: the data items it is about; a provision that reads none of them is
    not judged by it.
    """

    table: str
    label: str
    values: Reading
    items: frozenset[str]
    typed: bool  # whether figures typed beside the ledger are why it is tried


def others(
    account: LedgerAccount,
    assessment: SelfAssessment,
    standard: Standard,
    book: Rulebook,
    as_of: date,
) -> list[Other]:
    """Every other reading of one ledger that its rows or the typed figures allow.

    Rows kept apart are tried all together and kind by kind; rows merely left
    out are tried only where a typed figure disagrees with the count, since
    then the count may be what is wrong.
    """
    count = book.ledgers[account.table].adds_up
    backed = frozenset(i.id for i in standard.items.values() if i.table == account.table)
    found: list[Other] = []

    def counting(rows: list[Row], items: frozenset[str], *, typed: bool) -> None:
        numbers = {i: n for i, n in _numbers(count(rows, as_of=as_of)).items() if i in backed}
        reading = Other(account.table, "把没有计入的行也算上", numbers, items, typed)
        if numbers != dict(account.counts) and reading not in found:
            found.append(reading)

    sound = list(account.counted)
    typed = differing(account, assessment)
    if typed:
        items = frozenset(typed)
        # a ledger without rows that the typed figures contradict says nothing of the others
        silent = not (account.counted or account.left)
        counts = dict.fromkeys(account.counts) if silent else account.counts
        about = backed if silent else items
        found.append(Other(account.table, TYPED, {**counts, **typed}, about, True))
        back = [row.readings[0] if row.readings else row.row for row in account.left]
        counting(sound + back, items, typed=True)
    apart = [row for row in account.left if row.apart]
    kinds: dict[tuple[object, ...], list[Row]] = {}
    for row in (reading for left in apart for reading in left.readings):
        effect = _numbers(count((row,), as_of=as_of))
        kinds.setdefault(tuple(effect.values()), []).append(row)
    if apart:
        counting(sound + [row.readings[0] for row in apart], backed, typed=False)
    for rows in kinds.values():
        counting([*sound, rows[0]], backed, typed=False)
        counting(sound + rows, backed, typed=False)
    return found


def differing(account: LedgerAccount, assessment: SelfAssessment) -> dict[str, int]:
    """Figures typed beside a ledger that its count does not bear out."""
    typed = {}
    for item, count in account.counts.items():
        answer = assessment.answers.get(item)
        value = answer.value if answer else None
        if isinstance(value, AtLeast) and not value.allows(count):
            typed[item] = value.least
        known = isinstance(value, int) and not isinstance(value, bool | Special)
        if known and value != count:
            typed[item] = int(value)  # type: ignore[arg-type]
    return typed


def contradictions(
    account: LedgerAccount,
    assessment: SelfAssessment,
    standard: Standard,
    differ: Mapping[str, Iterable[Other]],
    failing: Collection[str],
) -> Iterator[Contradiction]:
    """数据矛盾 of one ledger: figures typed beside it, and rows kept apart.

    differ: provision → the other readings under which it would be judged
    otherwise; failing: those of them whose violation the counted rows show.
    """

    def told(
        kind: str, message: str, items: tuple[str, ...], places: tuple[Place, ...], *, typed: bool
    ) -> Contradiction:
        moved = [
            p
            for p in standard.provisions
            if any(
                o.table == account.table and (not typed or (o.typed and items[0] in o.items))
                for o in differ.get(p, ())
            )
            and (not typed or items[0] in standard.provisions[p].reads)
        ]
        tainted = tuple(p for p in moved if p not in failing)
        effect = Effect.TAINTED if tainted else Effect.KEPT if moved else Effect.STANDS
        return Contradiction(kind, message, items, places, effect, tainted or tuple(moved))

    for item, value in differing(account, assessment).items():
        definition = standard.items[item]
        message = (
            f"{definition.label}填报为 {show(value, definition.unit)}，"
            f"按{account.label}统计为 {show(account.counts[item], definition.unit)}"
        )
        places = (assessment.answers[item].place,)
        yield told("台账与填报不符", message, (item,), places, typed=True)
    apart: dict[str, list[RowLeft]] = {}
    for row in account.left:
        if row.apart:
            apart.setdefault(row.reason, []).append(row)
    for reason, rows in apart.items():
        said = "；".join(f"编号 {r.key or '（无）'}：{r.why}" for r in rows[:_SHOWN])
        more = "；……" if len(rows) > _SHOWN else ""
        message = f"{account.label}有 {len(rows)} 行没有计入（{said}{more}）"
        yield told(reason, message, (), tuple(r.row.place for r in rows), typed=False)


_SHOWN = 5
"""Rows of one kind that a contradiction names; the ledger's account has them all."""
