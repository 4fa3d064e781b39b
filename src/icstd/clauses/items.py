"""Types of what a standard asks a park: data items, tables, sections, balances."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ..terms import ItemType, LimitOrigin


class Limit(NamedTuple):
    """A number that a check compares with.

    value: the number in force unless a profile sets `param`; None where the
        number is the park's own commitment or, for Python rules, is not set.
    item: the data item that holds the park's commitment (park_commitment).
    param: the profile parameter that may replace `value`.
    """

    origin: LimitOrigin
    value: Decimal | None = None
    item: str | None = None
    param: str | None = None
    unit: str = ""
    source: str | None = None  # id of the source that gives the number
    article: str = ""  # where in a law it stands, and whether that has been looked up


@dataclass(frozen=True, slots=True)
class DataItem:
    """数据项: one question to the park.

    better: which way an improvement goes: up, down or none.
    standing: a standing fact (kept when last year's file is carried over), not
        a figure of the period.
    controllable: whether a need may ask the park to change it (never a
        denominator, never a commitment).
    whole: the item of which this one is a part (a part larger than its whole
        is refused).
    table: the table that can back this count.
    commitment: the park's own promise; `未公布` is an answer.
    future: dates after the assessment date are allowed.
    optional: told for the report only; no provision reads it, blank is no gap.
    threshold: the number that says which enterprises or persons it counts.
    asked_if: an item; where it is answered 否, 无 or 0, this one need not be filled in.
    """

    id: str
    label: str
    type: ItemType
    help: str
    example: object
    section: str = ""
    unit: str = ""
    min: Decimal | None = None
    max: Decimal | None = None
    options: tuple[str, ...] = ()
    better: str = "none"
    standing: bool = False
    controllable: bool = True
    whole: str | None = None
    table: str | None = None
    commitment: bool = False
    future: bool = False
    optional: bool = False
    asked_if: str | None = None
    threshold: Limit | None = None


class Column(NamedTuple):
    """A column of a table: read like a data item."""

    id: str
    label: str
    type: ItemType
    help: str = ""
    options: tuple[str, ...] = ()
    required: bool = False
    key: bool = False  # rows with the same key are the same thing


@dataclass(frozen=True, slots=True)
class Table:
    """台账: rows a park may hand in instead of counting them itself."""

    id: str
    label: str
    section: str
    help: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A group of data items, as a park clerk thinks; one sheet of the form."""

    id: str
    title: str
    help: str
    items: tuple[DataItem, ...]
    tables: tuple[Table, ...] = ()


class Balance(NamedTuple):
    """A sum that must come out: the items of `left` add up to those of `right`.

    voluntary: with blanks among its items nothing is held against the park;
    another balance carries the provisions.
    """

    id: str
    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    voluntary: bool = False
