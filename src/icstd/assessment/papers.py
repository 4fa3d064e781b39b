"""Documents as answers: title, number, date."""

from __future__ import annotations

from typing import Any

from ..limits import NAME_CHARS
from ..terms import Paper, Value
from ..yamlio import Map
from . import keys
from .asked import Asked
from .days import day_of
from .reading import stands_for_nothing
from .texts import read_text, shown
from .walk import Walk
from .words import NO, SPECIALS, YES, YES_NO, says_nothing, special


def titled(raw: Any, asked: Asked) -> Value | None:
    """A document of which only the title is given."""
    given = Map()
    given.put("名称", raw, asked.at, asked.at)
    return read_paper(given, asked)


def read_paper(given: Map, asked: Asked) -> Value | None:
    """A document: its title, and its number and date where they are known.

    Blank parts are told: a document without both is no more than a yes.
    """
    report, at, path = asked.report, asked.at, asked.path
    fields = Walk(report).fields(given, path, keys.PAPER, "项目")
    texts = {
        name: read_text(f.raw, f.at, (*path, f.key), report, NAME_CHARS)
        for name, f in fields.items()
        if name != "dated"
    }
    title, number = texts.get("title", ""), texts.get("number", "")
    day = None
    if dated := fields.get("dated"):
        day = day_of(dated.raw, asked._replace(at=dated.at, path=(*path, dated.key)))
    if title in SPECIALS and not number and day is None:
        return special(SPECIALS[title], asked)
    if title and says_nothing(title, at, asked):
        return None
    if title in (*YES, *NO, *YES_NO):
        advice = "写文件的名称；没有文件的填“无”，说不准的填“不清楚”"
        asked.refuse("E-TYPE", f"要填一份文件，填的是{shown(title)}", advice)
        return None
    if not title:
        if number or day:
            advice = "补上文件的名称；没有这份文件的，文号和日期也不填"
            asked.refuse("E-MISSING", "写了文号或日期，没有写文件的名称", advice)
        return None
    paper = Paper(title, "" if stands_for_nothing(number) else number, day)
    if paper.bare:
        message = "没有写文号和日期，只算自报有这份文件"
        asked.refuse("W-DOCUMENT", message, "补上文号或日期，写成 {名称: …, 文号: …, 日期: …}")
    return paper


def apart(given: Map) -> tuple[Map, Map]:
    """The parts of an answer, and those of the document that stand beside them."""
    rest, paper = Map(), Map()
    names = {*keys.PAPER, *keys.PAPER.values()}
    for key, value in given.items():
        (paper if key in names else rest).put(key, value, *given.places[key])
    return rest, paper
