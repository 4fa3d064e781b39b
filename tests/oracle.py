"""A second opinion on every provision that facts alone decide.

Written from the gists and readings of the clause book, as tables (in
`oracle_tables`) and a few small functions, for comparison with the engine.
It imports nothing of icstd and looks at no check.

Facts are a dict: item id → True/False, a number, a date, a text or a list, or
one of the words 不清楚, 无, 未公布; a blank is simply absent.  A number answered
无 is 0.  Params are a profile's numbers by name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from oracle_readings import (
    MET,
    OPEN,
    PARTLY,
    UNCLEAR,
    UNMET,
    Facts,
    any_of,
    at_least,
    every,
    gap,
    recent,
    silent,
    something,
    yes,
)
from oracle_tables import (
    ANY,
    AT_LEAST,
    BALANCES,
    CHOSEN,
    CLOSED_ISSUES,
    EVERY,
    EXEMPT,
    FIRST_TO,
    IN_PART,
    ONLY_WITH,
    OPEN_ISSUES,
    RECENT,
    RESTS_ON,
    SOME,
    SOMETHING,
    WEAK,
)

Params = dict[str, Fraction]


def verdict(provision: str, facts: Facts, params: Params, today: date) -> str:
    """What a careful reader would conclude; `today` is the assessment date."""
    has_it = asked = MET
    if provision in ONLY_WITH:
        asked = something(facts, ONLY_WITH[provision])
        has_it = held_back(asked, [ONLY_WITH[provision]], facts)
        if has_it == UNMET:
            return EXEMPT
        if asked != MET or has_it == WEAK:
            return WEAK if clashing(facts, [ONLY_WITH[provision]]) else OPEN
    found = held_back(
        figures_say(provision, facts, params, today), RESTS_ON.get(provision, []), facts
    )
    if has_it != MET and found not in (UNMET, PARTLY):
        return OPEN  # a blank elsewhere bars a pass, but hides no failure
    return OPEN if provision in IN_PART and found == MET else found


def figures_say(provision: str, facts: Facts, params: Params, today: date) -> str:
    if provision in SOMETHING:
        return something(facts, SOMETHING[provision])
    if provision in SOME:
        return at_least(facts, SOME[provision], params.get(f"{provision}.n", 1))
    if provision in AT_LEAST:
        item, number, name = AT_LEAST[provision]
        return at_least(facts, item, params.get(name, number))
    if provision in EVERY:
        part, whole, empty, percent, name = EVERY[provision]
        return every(facts, part, whole, empty, params.get(name, percent))
    if provision in ANY:
        return any_of(facts, ANY[provision].split(), params.get(f"{provision}.n", 1))
    if provision in CHOSEN:
        item, word = CHOSEN[provision]
        return gap(facts, item) or yes(word in facts[item])
    if provision in RECENT:
        item, days = RECENT[provision]
        return recent(facts, item, params.get(f"{provision}.days", days), today)
    return PARTICULAR[provision](facts, params, today)


def covered() -> set[str]:
    """The provisions this oracle has an opinion on."""
    return {*SOMETHING, *SOME, *AT_LEAST, *EVERY, *ANY, *CHOSEN, *RECENT, *PARTICULAR}


def clashing(facts: Facts, items: list[str]) -> bool:
    """Whether a sum that the items stand in does not come out."""
    return any(
        not unfilled(facts, left + right)
        and sum(facts[i] for i in left) != sum(facts[i] for i in right)
        for left, right in [*BALANCES, FIRST_TO]
        if set(items) & {*left, *right}
    )


def unfilled(facts: Facts, items: list[str]) -> bool:
    return any(facts.get(i) in (None, UNCLEAR) for i in items)


def held_back(found: str, items: list[str], facts: Facts) -> str:
    """Nothing is concluded from figures that clash; no pass from ones that cannot be added up."""
    if clashing(facts, items):
        return WEAK
    sums = [left + right for left, right in BALANCES if set(items) & {*left, *right}]
    unchecked = any(unfilled(facts, s) for s in sums)
    return OPEN if unchecked and found in (MET, EXEMPT) else found


def w5_5(facts: Facts, params: Params, today: date) -> str:
    """One full-time worker, and where a profile says so one for every so many enterprises."""
    if "W5.5.enterprises_per_staff" not in params:
        return at_least(facts, "full_time_staff", 1)
    if gap(facts, "full_time_staff") or facts["full_time_staff"] == 0:
        return gap(facts, "full_time_staff") or UNMET
    if gap(facts, "enterprises_total") or facts["enterprises_total"] == 0:
        return gap(facts, "enterprises_total") or WEAK
    each = Fraction(facts["enterprises_total"], facts["full_time_staff"])
    return yes(each <= params["W5.5.enterprises_per_staff"])


def w6_8(facts: Facts, params: Params, today: date) -> str:
    """Every issue is answered, or its time is not up yet; the latter takes a ledger to show."""
    unknown = gap(facts, "issues_answered", "issues_not_yet_due")
    if unknown:
        return unknown
    unanswered = facts["issues_accepted"] - facts["issues_answered"] - facts["issues_not_yet_due"]
    if unanswered < 0 or (unanswered == 0 and facts["issues_not_yet_due"] > 0):
        return WEAK
    return yes(unanswered == 0)


def w6_10(facts: Facts, params: Params, today: date) -> str:
    """Nothing open beyond the published time, and nothing closed beyond it."""
    if silent(facts, "resolve_days_promised"):
        return WEAK
    late = [facts.get("issues_overdue"), facts.get("issues_closed_late")]
    if gap(facts, "resolve_days_promised") or any(n not in (None, UNCLEAR, 0) for n in late):
        return gap(facts, "resolve_days_promised") or UNMET
    return gap(facts, "issues_overdue", "issues_closed_late") or MET


def w6_33(facts: Facts, params: Params, today: date) -> str:
    """No answer was late; without any answer nothing can be said."""
    unknown = gap(facts, "issues_answered", "issues_answered_late")
    if unknown or facts["issues_answered"] == 0:
        return unknown or WEAK
    return yes(facts["issues_answered_late"] == 0)


def w6_13(facts: Facts, params: Params, today: date) -> str:
    """All that the alliance is done with has a recorded outcome."""
    unknown = gap(facts, "issues_open_at_alliance", "alliance_results_recorded")
    if unknown:
        return unknown
    done = facts["issues_passed_to_alliance"] - facts["issues_open_at_alliance"]
    recorded = facts["alliance_results_recorded"]
    return WEAK if done == 0 or recorded > done else yes(recorded == done)


def w6_14b(facts: Facts, params: Params, today: date) -> str:
    """Whatever is still open has its progress explained."""
    flow = ("issues_accepted", "issues_withdrawn", *OPEN_ISSUES)
    if gap(facts, *flow):
        return gap(facts, *flow)
    if facts["issues_accepted"] == facts["issues_withdrawn"]:
        return EXEMPT
    still_open = sum(facts[i] for i in OPEN_ISSUES)
    if gap(facts, "issues_open_explained"):
        return gap(facts, "issues_open_explained") if still_open else MET
    explained = facts["issues_open_explained"]
    return WEAK if explained > still_open else yes(explained == still_open)


def w6_15b(facts: Facts, params: Params, today: date) -> str:
    """Of the closed issues so many per cent were asked again as was promised."""
    if gap(facts, *CLOSED_ISSUES):
        return gap(facts, *CLOSED_ISSUES)
    closed = sum(facts[i] for i in CLOSED_ISSUES)
    if closed == 0:
        return EXEMPT
    if silent(facts, "revisit_rate_promised"):
        return WEAK
    unknown = gap(facts, "issues_revisited", "revisit_rate_promised")
    if unknown:
        return unknown
    share = Fraction(facts["issues_revisited"], closed) * 100
    return WEAK if share > 100 else yes(share >= facts["revisit_rate_promised"])


def w7_1(facts: Facts, params: Params, today: date) -> str:
    """Who counted and when must be stated before the counts mean anything."""
    unknown = gap(facts, "party_due", "party_due_by", "party_due_on")
    if unknown:
        return unknown
    if "无" in (facts["party_due_by"], facts["party_due_on"]):
        return WEAK
    if today.toordinal() - facts["party_due_on"].toordinal() > params.get("W7.1.days", 365):
        return WEAK  # the roster is too old
    if facts["party_due"] == 0:
        return EXEMPT
    return gap(facts, "party_built") or yes(facts["party_built"] == facts["party_due"])


def w7_8b(facts: Facts, params: Params, today: date) -> str:
    """The longest screening against the published time."""
    if facts.get("screenings_due") == 0:
        return EXEMPT
    if gap(facts, "screenings_due"):
        return gap(facts, "screenings_due")
    if silent(facts, "screening_hours_promised") or facts.get("screening_hours") == 0:
        return gap(facts, "screening_hours_promised") or WEAK
    unknown = gap(facts, "screening_hours", "screening_hours_promised")
    return unknown or yes(facts["screening_hours"] <= facts["screening_hours_promised"])


def w7_12(facts: Facts, params: Params, today: date) -> str:
    """Found = put right + not yet due + due and open; none may be due and open."""
    if facts.get("hazards_found") == 0:
        return EXEMPT
    unknown = gap(facts, "hazards_found") or gap(facts, "hazards_fixed", "hazards_not_due")
    if unknown:
        return unknown
    due_and_open = facts["hazards_found"] - facts["hazards_fixed"] - facts["hazards_not_due"]
    if facts["hazards_found"] == facts["hazards_not_due"]:
        return WEAK
    if due_and_open < 0 or (due_and_open == 0 and facts["hazards_not_due"] > 0):
        return WEAK
    return yes(due_and_open == 0)


def w7_13(facts: Facts, params: Params, today: date) -> str:
    """None late; what is due and open is late, what is not due takes a ledger to show."""
    unknown = gap(facts, "hazards_found") or gap(facts, "hazards_late")
    if unknown or facts["hazards_late"] > 0:
        return unknown or UNMET
    unknown = gap(facts, "hazards_fixed", "hazards_not_due")
    if unknown or facts["hazards_found"] == facts["hazards_not_due"]:
        return unknown or WEAK
    all_put_right = facts["hazards_fixed"] == facts["hazards_found"]
    return MET if all_put_right and facts["hazards_not_due"] == 0 else WEAK


def w8_1_1(facts: Facts, params: Params, today: date) -> str:
    """One small enterprise served, or the share of them that a profile asks for."""
    if facts.get("sme_total") == 0:
        return EXEMPT
    if gap(facts, "sme_served"):
        return gap(facts, "sme_served", "sme_total")
    percent = params.get("W8.1.1.percent", 0)
    if facts["sme_served"] > 0 and percent == 0:
        return MET
    if gap(facts, "sme_total") or facts["sme_served"] == 0:
        return gap(facts, "sme_total") or UNMET
    return yes(Fraction(facts["sme_served"], facts["sme_total"]) * 100 >= percent)


def w8_2_2(facts: Facts, params: Params, today: date) -> str:
    return recent(facts, "needs_survey", params.get("W8.2.2.days", 10**6), today)


def w8_7(facts: Facts, params: Params, today: date) -> str:
    """The accounts of a relief fund are public and complete."""
    if facts.get("fund_published") is False:
        return UNMET
    amounts = ("fund_opening", "fund_income", "fund_spent", "fund_closing")
    return gap(facts, "fund_published") or gap(facts, *amounts) or MET


PARTICULAR: dict[str, Callable[[Facts, Params, date], str]] = {
    "W5.5": w5_5,
    "W6.8": w6_8,
    "W6.10": w6_10,
    "W6.13": w6_13,
    "W6.33": w6_33,
    "W6.14b": w6_14b,
    "W6.15b": w6_15b,
    "W7.1": w7_1,
    "W7.8b": w7_8b,
    "W7.12": w7_12,
    "W7.13": w7_13,
    "W8.1.1": w8_1_1,
    "W8.2.2": w8_2_2,
    "W8.7": w8_7,
}
