"""What a clerk should check first: contradictions, ledger rows not counted, warnings."""

from __future__ import annotations

from ..conformance import ConformanceReport
from ..limits import PROBLEMS_SHOWN
from ..text import clip
from .page import LONGEST, Page
from .words import contradiction_text, place_text


def doubtful(page: Page, report: ConformanceReport) -> None:
    """Contradictions, then the account of each ledger."""
    _contradictions(page, report)
    _ledgers(page, report)


def _contradictions(page: Page, report: ConformanceReport) -> None:
    if not report.contradictions:
        return
    page.head(f"数据矛盾（{len(report.contradictions)} 处，请先核对）", "bad")
    for found in report.contradictions:
        page.labelled("-", clip(contradiction_text(found, report.assessment.file), LONGEST))


def _ledgers(page: Page, report: ConformanceReport) -> None:
    if not report.ledgers:
        return
    page.head("台账行数")
    for account in report.ledgers:
        for line in account.lines(report.assessment.file):
            page.put(line)


def warnings(page: Page, report: ConformanceReport) -> None:
    """What was read, but should be looked at."""
    told = report.assessment.warnings
    if not told:
        return
    page.head(f"填报文件里请再看一眼的地方（{len(told)} 处）", "warn")
    for warning in told[:PROBLEMS_SHOWN]:
        where = place_text(warning.place, report.assessment.file)
        page.labelled("-", clip(f"{where}  {warning.path}：{warning.message}", LONGEST))
    if len(told) > PROBLEMS_SHOWN:
        page.put(f"还有 {len(told) - PROBLEMS_SHOWN} 处，icstd check 逐处列出。")
