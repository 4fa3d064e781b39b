"""Profile files: laid over a profile of the edition, checked like standard sources."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import icstd as run

import icstd
from icstd.clauses.load import load_standard
from icstd.clauses.model import Profile
from icstd.clauses.profiles import refuse_faulty, tunable
from icstd.errors import InputProblems, UsageProblem
from icstd.tailoring.profile import load_profile
from icstd.tailoring.template import profile_template

STANDARD = load_standard()
PARK = Path(__file__).parents[1] / "examples" / "complete-park.yaml"
HEAD = "标准: DB33/T 2320—2021\n"


def refused(text: str) -> list[tuple[str, int, str]]:
    with pytest.raises(InputProblems) as found:
        load_profile((HEAD + text).encode(), STANDARD)
    return [(p.code, p.place.line, p.message) for p in found.value.problems]


def test_a_template_changes_nothing_but_its_name() -> None:
    profile = load_profile(profile_template(STANDARD), STANDARD)
    default = STANDARD.profiles["default"]
    assert (profile.params, profile.required, profile.optional) == ({}, None, ())
    assert (profile.evidence, profile.scoring) == (default.evidence, default.scoring)


def test_a_template_lists_every_limit_and_each_works_once_uncommented() -> None:
    lines = profile_template(STANDARD).decode().splitlines()
    for param, tuned in tunable(STANDARD).items():
        line = next(x for x in lines if x.strip().startswith(f"# {param}:"))
        number = line.split("#")[1].split(":")[1].strip() or "7"
        profile = load_profile(f"{HEAD}限值:\n  {param}: {number}\n".encode(), STANDARD)
        assert profile.params == {param: Decimal(number)}
        bound = f"{tuned.provision}.{tuned.name}"
        assert load_profile(f"{HEAD}限值:\n  {bound}: {number}\n".encode(), STANDARD) == profile


def test_what_is_not_said_is_taken_from_the_profile_it_rests_on() -> None:
    audit = load_profile(f"{HEAD}口径: {{依据口径: audit}}\n".encode(), STANDARD)
    assert audit.evidence == STANDARD.profiles["audit"].evidence
    eased = load_profile(
        f"{HEAD}口径: {{依据口径: audit}}\n证据: {{看核验程度: 否}}\n".encode(), STANDARD
    )
    assert eased.evidence == STANDARD.profiles["audit"].evidence._replace(levels=False)


def test_every_fault_is_told_at_its_own_line() -> None:
    text = (
        "口径: {编号: cty, 依据口径: defaul}\n"
        "限值:\n"
        "  W6.2.n: 3\n"
        "  W6.2.at_least: 4\n"
        "  W7.1.at_most: 3\n"
        "  W8.8b.at_least: 120\n"
        "  W5.5.enterprises_per_staff: 0\n"
        "  W6.16.n: 三\n"
        "不作要求: [W99, W5.4]\n"
        "计分: {不适用: 无}\n"
        "限制: {}\n"
    )
    found = refused(text)
    assert [(code, line) for code, line, _ in found] == [
        ("E-ENUM", 2),
        ("E-DUPKEY", 5),
        ("E-UNKNOWN-KEY", 6),
        ("E-PROFILE", 7),
        ("E-PROFILE", 8),
        ("E-TYPE", 9),
        ("E-PROFILE", 10),
        ("E-PROFILE", 10),
        ("E-ENUM", 11),
        ("E-UNKNOWN-KEY", 12),
    ]


def test_a_profile_of_another_standard_is_refused() -> None:
    with pytest.raises(InputProblems) as found:
        load_profile("标准: DB99/T 1\n".encode(), STANDARD)
    assert [p.code for p in found.value.problems] == ["E-STANDARD"]
    with pytest.raises(InputProblems) as found:
        load_profile("限值: {}\n".encode(), STANDARD)
    assert [p.code for p in found.value.problems] == ["E-STANDARD"]


@given(st.sampled_from(sorted(tunable(STANDARD))), st.decimals(allow_nan=False, places=2))
def test_a_profile_by_hand_is_held_to_what_a_file_is_held_to(param: str, value: Decimal) -> None:
    by_hand = Profile("own", "", "", params={param: value})
    if not -(10**13) < value < 10**13:
        return
    written = f"{HEAD}限值:\n  {param}: {value:f}\n".encode()
    try:
        load_profile(written, STANDARD)
    except InputProblems:
        with pytest.raises(UsageProblem):
            refuse_faulty(by_hand, STANDARD)
    else:
        refuse_faulty(by_hand, STANDARD)


def test_weakening_by_a_file_is_printed_with_the_conclusion(tmp_path: Path) -> None:
    own = tmp_path / "县口径.yaml"
    own.write_text(f"{HEAD}限值: {{W8.8b.percent: 66.7}}\n不作要求: [W4.1]\n", "utf-8")
    done = run("assess", PARK, "--profile", own)
    assert done.code == 1
    assert "由100%放宽为66.7%" in "".join(done.out.split())
    report = icstd.evaluate(
        icstd.load_assessment(PARK, STANDARD), STANDARD, icstd.load_profile(own, STANDARD)
    )
    assert [w.split()[0] for w in report.weakened] == ["W4.1", "W8.8b"]


def test_a_profile_file_is_written_refused_and_not_overwritten(tmp_path: Path) -> None:
    own = tmp_path / "口径.yaml"
    assert run("init", own, "--profile").code == 0
    assert run("init", own, "--profile").code == 4
    assert run("init", tmp_path / "口径.xlsx", "--profile").code == 2
    assert run("assess", PARK, "--profile", own, "--exit-zero").code == 0
    assert run("assess", PARK, "--profile", tmp_path / "没有.yaml").code == 3
