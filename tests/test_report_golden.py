"""Golden files of every form.

    python tests/test_report_golden.py

writes them anew; look at the difference before committing it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from report_reading import parts, pdf_text
from report_sample import sample

from icstd.output import render

HOME = Path(__file__).with_name("golden") / "report"
FORMS = ("csv", "html", "docx", "xlsx", "pdf")


def readable(suffix: str, *, audited: bool) -> str:
    """A form as text: itself, its XML parts, or the text on its pages."""
    data = render(sample(audited=audited, scored=audited), f"r.{suffix}")
    if suffix == "pdf":
        return pdf_text(data)
    if suffix in ("docx", "xlsx"):
        return "".join(
            f"=== {name}\n{text}\n" for name, text in sorted(parts(data).items()) if _ours(name)
        )
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def _ours(name: str) -> bool:
    """Whether a part says something of ours; the rest is the libraries' own template."""
    template = (
        "theme",
        "styles.xml",
        "numbering",
        "fontTable",
        "webSettings",
        "customXml",
        "_rels",
    )
    return not any(word in name for word in template)


def golden(suffix: str, *, audited: bool) -> Path:
    return HOME / f"{'audited' if audited else 'plain'}.{suffix}.txt"


CASES = [(s, False) for s in FORMS] + [(s, True) for s in ("html", "pdf")]


@pytest.mark.parametrize(("suffix", "audited"), CASES)
def test_form_is_as_it_was_looked_at_and_approved(suffix: str, audited: bool) -> None:
    stored = golden(suffix, audited=audited).read_text("utf-8")
    assert readable(suffix, audited=audited) == stored, "see the head of this file"


def test_every_golden_file_is_compared() -> None:
    assert {golden(s, audited=a) for s, a in CASES} == set(HOME.iterdir())


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    for form, with_opinion in CASES:
        text = readable(form, audited=with_opinion)
        golden(form, audited=with_opinion).write_text(text, "utf-8")
