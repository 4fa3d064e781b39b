"""Every code that can be met is explained, and nothing else is."""

import re
from pathlib import Path

import pytest

import icstd
from icstd.error_guide import explain_code, load_guide
from icstd.errors import UsageProblem

SOURCES = Path(icstd.__file__).parent
CODE = re.compile(r"[\"'\[ (]([EW]-[A-Z]+(?:-[A-Z0-9]+)*)[\"'\]]")


def codes_in_use() -> set[str]:
    return {
        code
        for path in SOURCES.rglob("*.py")
        if path.name != "error_guide.py"
        for code in CODE.findall(path.read_text("utf-8"))
    }


def test_the_guide_explains_exactly_the_codes_in_use() -> None:
    used, explained = codes_in_use(), set(load_guide())
    assert used - explained == set()
    assert explained - used == set()


@pytest.mark.parametrize("code", sorted(load_guide()))
def test_each_explanation_says_what_it_means_and_what_to_do(code: str) -> None:
    text = explain_code(code)
    assert text.startswith(code)
    assert all(word in text for word in ("意思：", "怎么办：", "例如："))


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(UsageProblem) as refused:
        explain_code("E-TYPO")
    assert "E-TYPE" in refused.value.advice
