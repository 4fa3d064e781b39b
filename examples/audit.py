"""审核员怎样用这个库：看差距的依据，看哪些结论没有证据撑着。

    python examples/audit.py examples/complete-park.yaml

先按园区自评的口径判一次，再按审核口径判一次。审核口径下缺证据的“符合”会变成“证据不足”，
两次之间的差别就是到现场要先看的条款。
"""

import sys

import icstd


def show_gap(finding: icstd.Finding, file: str) -> None:
    """一条差距：条款、依据的填报值（注明行号）、还差什么。"""
    provision = finding.provision
    print(f"{provision.id} {finding.result}：{provision.gist}")
    for fact in finding.facts:
        print(f"  {fact.label} = {fact.value}  {fact.place.in_file(file)}")
    for need in finding.needs:
        if need.amount is not None:
            print(f"  还差 {need.amount} {need.unit}")


def main(park: str) -> None:
    """判两次，列出差距和证据撑不住的条款。"""
    standard = icstd.load_standard()
    assessment = icstd.load_assessment(park, standard)
    own = icstd.evaluate(assessment, standard)
    audit = icstd.evaluate(assessment, standard, "audit")

    print(f"== {assessment.park.name}：没有达到的要求 {len(own.gaps)} 条")
    for finding in own.gaps:
        show_gap(finding, assessment.file)

    shaken = [
        (before, after)
        for before, after in zip(own.deciding, audit.deciding, strict=True)
        if before.verdict is icstd.Verdict.MET and after.verdict is not icstd.Verdict.MET
    ]
    print(f"\n== 自评符合、按审核口径证据不足的要求 {len(shaken)} 条")
    for _, after in shaken:
        print(f"{after.provision.id}：缺{'、'.join(after.evidence_missing)}")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except icstd.InputProblems as refused:
        for problem in refused.problems:
            print(problem.place.in_file(problem.file), problem.message)
        sys.exit(icstd.InputProblems.exit_code)
