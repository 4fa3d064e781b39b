"""虚构的一省园区：按随机种子生成填报文件和审核后的报告，供复审演示和测速。

    python examples/province/generate.py build/province --parks 200

园区、数字、意见全部是编的，不指向任何真实园区，也不反映任何真实情况。同一个种子总是
生成同样的文件。园区有强有弱，同一园区各项填报彼此相关；有的项空着，有的说不清楚；一部分
园区有两个评价期，一部分另有第三方审核后的 JSON 报告，一部分对标准提了意见。
"""

from __future__ import annotations

import argparse
import random
from datetime import date
from math import exp
from pathlib import Path

import icstd
from icstd.audit.opinions import apply_audit
from icstd.audit.types import Audit
from icstd.clauses.model import DataItem, Standard
from icstd.jsontext import listing
from icstd.observations import SecondOpinion
from icstd.report.document import report_document
from icstd.terms import ItemType, Verdict

COUNTIES = ("东屿区", "青岚县", "白鹭市", "松溪县", "云汀区", "石浦县", "长汀市", "孤山县")
WORDS = ("凤栖", "望海", "临江", "双桥", "金塘", "龙门", "新港", "西坞", "南塘", "北渡")
MORE = ("一", "东", "西", "南", "北", "上", "下", "前", "后", "中")
INDUSTRIES = ("机械制造", "纺织服装", "电子信息", "汽车零部件", "模具", "新材料", "食品加工")
REMARKS = (
    ("W5.5", "不可测", "专职怎么认定，兼任网格员算不算，没有写清"),
    ("W5.5", "不清楚", "专职人员是否包括街道派驻的人员"),
    ("W4.13", "不清楚", "考核是上级定的，园区不知道怎样填"),
    ("W4.13", "不可测", "“以服务为重”没有尺度"),
    ("W4.10", "过严", "职工流动大，百分之百入册做不到"),
    ("W4.9", "过严", "租赁厂房的小企业变动快，很难一家不漏"),
    ("W6.8", "好", "有了这一条，企业愿意提问题了"),
    ("W4.8a", "过宽", "有文件就算，看不出执行"),
    ("W7.5", "过时", "疫情期间的做法，现在用得少"),
)
EASY = {"rules_party_on", "center_founded_on", "notices", "issues_by_phone", "routing_rules_on"}
HARD = {"venue_24h", "room_command", "charity_auction", "special_subsidy", "newcomer_services"}
UNSURE = {"satisfaction_survey_on", "worker_voice_answered", "housing_help"}
BACKWARD = {"special_actions", "part_time_committee_members"}
"""填得多的多是弱园区：演示“区分异常”。"""
LENIENT = ("W4.5", "W4.15", "W5.1", "W6.1", "W6.8", "W7.1", "W8.1.1")
"""自评偏宽、审核常下调的条款。"""


class Park:
    """One invented park: who it is, and how good it is at things."""

    def __init__(self, number: int, seed: int) -> None:
        # one generator a park: more parks change nothing in those before
        self.random = random.Random(f"{seed}/{number}")  # noqa: S311 - not for secrets
        self.number = number
        tens, ones = divmod(number, len(WORDS))
        word = WORDS[ones] + MORE[tens % len(MORE)]
        self.county = COUNTIES[self.random.randrange(len(COUNTIES))]
        self.name = f"虚构{word}工业社区{number + 1}号"
        self.industry = self.random.choice(INDUSTRIES)
        self.skill = self.random.gauss(0.4, 1.0)
        self.care = self.random.betavariate(6, 2)  # how much of the form gets filled in
        self.enterprises = int(self.random.lognormvariate(4.8, 0.9)) + 5
        self.workers = self.enterprises * self.random.randint(20, 140)

    def chance(self, ease: float) -> bool:
        """Whether something of this ease is done here."""
        return self.random.random() < 1 / (1 + exp(-(1.3 * self.skill + ease)))

    def part(self, whole: int, ease: float = 0.0) -> int:
        """So many of so many: all of them where the park is good at it."""
        if self.chance(ease):
            return whole
        return min(whole, int(whole * self.random.uniform(0.5, 1.0)))


def answers(park: Park, standard: Standard, period: int) -> dict[str, str]:
    """Answers by item id, as typed into a form; blanks left out."""
    park.skill += 0.5 * period
    given = flows(park) | hazards(park)
    wholes = {"enterprises_total": park.enterprises, "workers_total": park.workers}
    for item in standard.items.values():
        if item.optional or item.id in given or (park.random.random() > 0.55 + 0.45 * park.care):
            continue
        if item.id in UNSURE and park.random.random() < 0.4:
            given[item.id] = "不清楚"
            continue
        text = answer(park, item, wholes, period)
        if text:
            given[item.id] = text
    if given.get("party_built") and "party_due" not in given:
        del given["party_built"]
    return given


def answer(park: Park, item: DataItem, wholes: dict[str, int], period: int) -> str:
    """One answer; empty where the park has nothing to say."""
    year = 2024 + period
    ease = 3.5 if item.id in EASY else -4.5 if item.id in HARD else _ease(item.id)
    if item.type is ItemType.YES_NO:
        return "是" if park.chance(ease) else "否"
    if item.type is ItemType.DATE:
        day = date(year, park.random.randint(1, 12), park.random.randint(1, 28))
        return day.isoformat() if park.chance(ease + 1) else "无"
    if item.commitment:
        if not park.chance(1):
            return "未公布"
        return promise(park, item)
    if item.type is ItemType.CHOICE:
        return park.random.choice(item.options[:-1] if park.chance(ease + 2) else item.options[-1:])
    if item.type is ItemType.CHOICES:
        kept = [o for o in item.options if park.chance(ease)]
        return f"[{', '.join(kept)}]" if kept else "无"
    if item.type is ItemType.TEXT:
        return "社区党委"
    return str(number(park, item, wholes, ease))


def promise(park: Park, item: DataItem) -> str:
    """What the park promised, in the item's unit."""
    usual: dict[str, tuple[int, ...]] = {
        "resolve_days_promised": (7, 10, 15, 15, 30, 30, 60),
        "ledger_update_days_promised": (30, 92, 92, 183, 365),
        "review_days_promised": (183, 365, 365, 730),
        "screening_hours_promised": (4, 8, 12, 24),
        "councils_promised": (2, 4, 4, 6, 12),
        "visits_promised": (40, 80, 120, 200),
    }
    return str(park.random.choice(usual.get(item.id, (50, 80, 90, 100, 100))))


def number(park: Park, item: DataItem, wholes: dict[str, int], ease: float) -> int:
    """A count, never more than the whole it is a part of."""
    if item.id in wholes:
        return wholes[item.id]
    if item.whole:
        whole = wholes.get(item.whole)
        if whole is None:  # the whole was left blank or is none
            return 0
        found = park.part(whole, ease)
        if item.id == "workers_in_ledger":
            found = min(found, int(whole * 0.98))  # nobody has them all
        if item.id == "hardship_filed":
            found //= 100
    elif item.id in BACKWARD:
        found = park.random.randint(1, 6) if not park.chance(0) else 0
    else:
        done = park.chance(ease + 1)
        found = max(1, int(park.random.gauss(6 + 3 * park.skill, 4))) if done else 0
        if item.id == "visits_made":
            found *= 12
    wholes[item.id] = found
    return found


def flows(park: Park) -> dict[str, str]:
    """The way of issues and the fund's money: what comes in goes somewhere."""
    if park.random.random() > 0.4 + 0.6 * park.care:
        return {}
    accepted = park.random.randint(0, 90)
    passed = int(accepted * park.random.uniform(0.1, 0.4))
    higher = int(passed * park.random.uniform(0, 0.5))
    late = 0 if park.chance(0.6) else max(0, min(3, accepted - passed))
    open_here = late
    income = park.random.randint(0, 50) * 1000
    spent = int(income * park.random.uniform(0.2, 0.9))
    unanswered = 0 if park.chance(1) else min(late, 2)
    direct = int(higher * park.random.uniform(0, 0.4))
    heard = [park.random.randint(0, accepted // 4) for _ in range(4)]
    found = {
        "issues_accepted": accepted,
        "issues_withdrawn": 0,
        "issues_closed_by_community": accepted - passed - open_here,
        "issues_open_at_community": open_here,
        "issues_passed_to_team": passed - direct,
        "issues_direct_to_alliance": direct,
        **dict.fromkeys(("issues_to_industry", "issues_to_campus", "issues_to_street"), 0),
        **dict.fromkeys(("issues_to_others", "issues_closed_elsewhere"), 0),
        "issues_open_elsewhere": 0,
        "issues_refused": 0,
        "issues_refused_explained": 0,
        "issues_onsite": heard[0],
        "issues_by_phone": heard[1],
        "issues_online": heard[2],
        "issues_consulted": heard[3],
        "problems_listed": park.part(accepted, 1),
        "issues_answered_late": 0 if park.chance(1) else min(accepted - unanswered, 3),
        "issues_closed_late": 0 if park.chance(0.5) else min(accepted - passed - open_here, 2),
        "issues_closed_by_team": passed - higher,
        "issues_open_at_team": 0,
        "issues_passed_to_alliance": higher,
        "issues_closed_by_alliance": higher,
        "issues_open_at_alliance": 0,
        "issues_answered": accepted - unanswered,
        "issues_not_yet_due": 0,
        "issues_overdue": late,
        "issues_open_explained": open_here if park.chance(0) else 0,
        "issues_surveyed": park.part(accepted),
        "alliance_results_recorded": park.part(higher),
        "issues_revisited": (seen := park.part(accepted, -1)),
        "issues_satisfaction_noted": park.part(seen),
        "fund_opening": 10000,
        "fund_income": income,
        "fund_spent": spent,
        "fund_closing": 10000 + income - spent,
    }
    return {k: str(v) for k, v in found.items()}


def hazards(park: Park) -> dict[str, str]:
    """Hazards found: put right, not yet due, or late."""
    if park.random.random() > 0.5 + 0.5 * park.care:
        return {}
    found = park.random.randint(0, 60)
    waiting = park.random.randint(0, found // 8)
    still_open = 0 if park.chance(0.4) else park.random.randint(0, (found - waiting) // 6)
    late = still_open if park.chance(0.2) else min(found, still_open + park.random.randint(0, 5))
    flow = {
        "hazards_found": found,
        "hazards_fixed": found - waiting - still_open,
        "hazards_not_due": waiting,
        "hazards_late": late,
    }
    return {k: str(v) for k, v in flow.items()}


def _ease(item: str) -> float:
    """How easy an item is in general: the same for all parks."""
    return random.Random(item).uniform(-1.8, 1.6)  # noqa: S311


def text_of(park: Park, standard: Standard, period: int) -> str:
    """The form of one park for one period (0: 2024, 1: 2025)."""
    year = 2024 + period
    given = answers(park, standard, period)
    lines = [
        "# 虚构数据：园区和数字都是程序编的，不指向任何真实园区。",
        f"标准: {standard.number}",
        f'编码版本: "{standard.encoding_version}"',
        f"园区: {{名称: {park.name}, 所在地: {park.county}, 主导产业: {park.industry}}}",
        f"评价: {{评价日: {year + 1}-02-20, 评价期起: {year}-01-01, "
        f"评价期止: {year}-12-31, 方式: 自评}}",
        "填报:",
    ]
    for section in standard.sections:
        items = [i for i in section.items if i.id in given]
        if items:
            lines.append(f"  {section.title}:")
        for item in items:
            proven = park.random.random() < 0.25 + 0.5 * park.care
            proven = proven and item.id not in ("party_supported_on", "enterprises_in_governance")
            text = given[item.id]
            value = f"{{值: {text}, 证据: [E1]}}" if proven and text not in ("否", "无") else text
            lines.append(f"    {item.label}: {value}")
    # what data cannot show, or only in part, a person says
    judged = [p for p in standard.provisions.values() if p.check.kind == "manual" or p.proxy]
    told = [p.id for p in judged if park.random.random() < 0.6 * park.care]
    if told:
        lines.append("人工判定:")
    for name in told:
        word = "符合" if park.chance(0.8) else "不符合"
        lines.append(f"  {name}: {{结论: {word}, 说明: 见年度计划, 证据: [E1]}}")
    lines += ["证据:", f"  E1: {{名称: {year} 年资料汇编, 类型: 文件, 日期: {year}-12-20}}"]
    said = [r for r in REMARKS if r[0] in standard.provisions and park.random.random() < 0.09]
    if said:
        lines.append("意见:")
    seen: set[str] = set()
    for name, kind, words in said:
        if name not in seen:
            lines.append(f"  {name}: {{类型: {kind}, 说明: {words}}}")
        seen.add(name)
    return "\n".join(lines) + "\n"


def audited(park: Park, data: bytes, standard: Standard) -> str:
    """The report of the same period after an invented audit."""
    assessment = icstd.load_assessment(data, standard, name="自评.yaml")
    report = icstd.evaluate(assessment, standard)
    opinions = {}
    for finding in report.findings:
        name = finding.provision.id
        if not finding.provision.modality.decides or not finding.verdict.judged:
            continue
        lowered = finding.verdict is Verdict.MET
        lowered = lowered and park.random.random() < (0.45 if name in LENIENT else 0.05)
        verdict = Verdict.UNMET if lowered else finding.verdict
        reason = "现场没有看到" if lowered else "现场所见一致"
        opinions[name] = SecondOpinion(verdict, reason, "审核员")
    day = date(assessment.period.end.year + 1, 4, 10)
    audit = Audit(day, ("审核员",), opinions, assessment_digest=assessment.digest)
    return listing(report_document(apply_audit(report, audit)))


def generate(folder: Path, parks: int, seed: int = 2320, audits: float = 0.2) -> int:
    """Write the files of so many parks; returns how many files.

    audits: share of parks that have an audited report too.
    """
    standard = icstd.load_standard()
    folder.mkdir(parents=True, exist_ok=True)
    files = 0
    for number in range(parks):
        park = Park(number, seed)
        periods = (0, 1) if park.random.random() < 0.4 else (1,)
        for period in periods:
            text = text_of(park, standard, period)
            place = folder / f"park-{number + 1:05}-{2024 + period}.yaml"
            place.write_text(text, "utf-8", newline="\n")
            files += 1
        if park.random.random() < audits:
            report = audited(park, text.encode(), standard)
            (folder / f"audit-{number + 1:05}.json").write_text(report, "utf-8", newline="\n")
            files += 1
    return files


def main() -> None:
    """Generate from the command line."""
    parser = argparse.ArgumentParser(description="生成虚构园区，供复审演示和测速")
    parser.add_argument("folder", type=Path, help="写到哪个文件夹")
    parser.add_argument("--parks", type=int, default=200, help="园区数")
    parser.add_argument("--seed", type=int, default=2320, help="随机种子")
    parser.add_argument("--audits", type=float, default=0.2, help="另有审核报告的园区占比")
    args = parser.parse_args()
    files = generate(args.folder, args.parks, args.seed, args.audits)
    print(f"写出 {args.parks} 个虚构园区的 {files} 份文件，在 {args.folder}")


if __name__ == "__main__":
    main()
