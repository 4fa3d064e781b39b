"""A blank audit file for one self-assessment, with what the park says as comments."""

from __future__ import annotations

from ..conformance import ConformanceReport, Finding
from ..terms import Method
from ..text import visible
from .file import FINDING_KINDS

_HEAD = """\
# 核查文件：{park}，对应自评文件 {file}
# 只填看过的条款，没看的整条留空即可。结论与园区自评不同的，必须写理由。
# 结论可填 符合、部分符合、不符合、不适用、证据不足；推荐条款也可填 已采纳、部分采纳、未采纳。
# 方法可填 {methods}。发现可填 {kinds}。
# 样本写成 {{总数: 128, 抽取: 20, 符合: 18, 种子: 7}}；岗位写岗位，不写姓名。
标准: {number}
编码版本: "{version}"

核查:
  核查日:            # 如 2026-03-10
  核查组: []         # 如 [组长, 组员]
  自评文件摘要: {digest}

"""

_ENTRY = """\
  # {gist}
  # 自评：{result}。{reason}
  {id}: {{结论: , 理由: , 方法: {method}, 证据: [{evidence}], 发现: }}
"""


def audit_template(report: ConformanceReport) -> str:
    """The YAML text of a blank 核查文件: every provision judged, nothing filled in.

    It reads back as an audit with no opinions once the day is written.
    """
    standard = report.standard
    parts = [
        _HEAD.format(
            park=visible(report.assessment.park.name),
            file=visible(report.assessment.file),
            methods="、".join(Method),
            kinds="、".join(FINDING_KINDS),
            number=standard.number,
            version=standard.encoding_version,
            digest=report.assessment.digest,
        )
    ]
    parts += ["判定:\n", *(_entry(f) for f in report.findings)]
    parts += ["\n# 比例的分母由谁、何时核算；没有问过的留空\n分母:\n"]
    parts += [f"  {label}: {{核算人: , 核算日: }}\n" for label in _denominators(report)]
    parts += ["\n# 经批准的偏离，起止日都算在内，过期照常计入；如\n"]
    parts += [
        "#   W6.8: {批准人: 区经信局, 理由: 系统切换, 起: 2026-01-01, 止: 2026-06-30}\n偏离:\n"
    ]
    return "".join(parts)


def _entry(finding: Finding) -> str:
    provision = finding.provision
    return _ENTRY.format(
        gist=visible(provision.gist),
        result=finding.result.value,
        reason=visible(finding.reason),
        id=provision.id,
        method=provision.method.value,
        evidence=", ".join(visible(e) for e in finding.evidence),
    )


def _denominators(report: ConformanceReport) -> list[str]:
    """Labels of the totals that ratios are worked out against."""
    standard = report.standard
    wholes = [f.provision.check.whole for f in report.findings]
    return [standard.items[w].label for w in dict.fromkeys(w for w in wholes if w)]
