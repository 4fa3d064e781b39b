"""Evidence paths and files, clumsy and hostile: families V and F01–F13."""

from __future__ import annotations

import hashlib
import os
import socket
from datetime import date
from pathlib import Path

import pytest

from icstd.assessment.model import Evidence, Park, Period, SelfAssessment
from icstd.audit.evidence import Checked, check_evidence, normal_sha256
from icstd.clauses.load import load_standard
from icstd.evaluation import evaluate

STANDARD = load_standard()
DAY = date(2026, 3, 1)
CONTENT = b"ledger"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def park(tmp_path: Path) -> Path:
    folder = tmp_path / "park"
    folder.mkdir()
    (folder / "附件").mkdir()
    (folder / "附件" / "台账.txt").write_bytes(CONTENT)
    (tmp_path / "outside.txt").write_bytes(CONTENT)
    return folder


def check(base: Path | None, file: str, sha256: str = "") -> Checked:
    proof = Evidence("E1", "台账", file=file, sha256=sha256)
    period = Period(DAY, date(2025, 1, 1), date(2025, 12, 31))
    assessment = SelfAssessment(
        STANDARD.number, STANDARD.encoding_version, Park("甲"), period, evidence={"E1": proof}
    )
    return check_evidence(evaluate(assessment, STANDARD), base)[0]


def codes(checked: Checked) -> set[str]:
    return {f.code for f in checked.faults} - {"W-EV-UNUSED"}


PATHS = [
    ("V01", "../outside.txt", "E-EV-OUTSIDE"),
    ("V01b", "附件/../../outside.txt", "E-EV-OUTSIDE"),
    ("V02", "/etc/hostname", "E-EV-OUTSIDE"),
    ("V03", "C:/Windows/win.ini", "E-EV-OUTSIDE"),
    ("V04", "\\\\server\\share\\a.txt", "E-EV-OUTSIDE"),
    ("V05", "附件\\台账.txt", "E-EV-PATH"),
    ("V06", "~/台账.txt", "E-EV-MISSING"),
    ("V08", " ", "E-EV-PATH"),
    ("V09", ".", "E-EV-NOTFILE"),
    ("V10", "附件/" + "长" * 100 + ".txt", "E-EV-MISSING"),
    ("V11", "长/" * 2500, "E-EV-PATH"),
    ("V12", "附件/CON", "E-EV-PATH"),
    ("V12b", "附件/com1.txt", "E-EV-PATH"),
    ("V13", "附件/台账.txt:hidden", "E-EV-PATH"),
    ("V14", "附件/台账.txt.", "E-EV-PATH"),
    ("V15", "附件/台帐.txt", "E-EV-MISSING"),
    ("V17", "https://example.com/a.pdf", "E-EV-PATH"),
]


@pytest.mark.parametrize(("case", "path", "code"), PATHS, ids=[p[0] for p in PATHS])
def test_a_path_that_leads_astray_is_named_and_never_opened(
    park: Path, case: str, path: str, code: str
) -> None:
    checked = check(park, path)
    assert codes(checked) == {code}
    assert not checked.in_order
    assert checked.sha256 == ""
    assert all(len(f.message) < 200 for f in checked.faults)


def test_a_file_in_its_place_is_in_order(park: Path) -> None:
    checked = check(park, "附件/台账.txt", DIGEST)
    assert codes(checked) == set()
    assert (checked.sha256, checked.size) == (DIGEST, len(CONTENT))


def test_the_nearest_name_is_offered(park: Path) -> None:
    fault = next(f for f in check(park, "附件/台帐.txt").faults if f.code == "E-EV-MISSING")
    assert "台账.txt" in fault.advice


def test_the_wrong_case_is_wrong_on_every_system(park: Path) -> None:
    (park / "Scan.PDF").write_bytes(CONTENT)
    assert codes(check(park, "scan.pdf")) == {"E-EV-CASE"}


def test_decomposed_letters_are_told(park: Path) -> None:
    (park / "re\u0301sume\u0301.txt").write_bytes(CONTENT)
    checked = check(park, "r\u00e9sum\u00e9.txt")
    assert codes(checked) == {"E-EV-MISSING"}
    assert any("NFD" in f.advice for f in checked.faults)


HASHES = [
    ("V18", "0" * 64, "E-EV-HASH"),
    ("V21", "abcd", "E-EV-HASHFORM"),
    ("V20", " ".join([DIGEST[:32], DIGEST[32:]]), "E-EV-HASHFORM"),
    ("V24", hashlib.md5(CONTENT).hexdigest(), "E-EV-HASHFORM"),  # noqa: S324
    ("V25", "零" * 64, "E-EV-HASHFORM"),
]


@pytest.mark.parametrize(("case", "given", "code"), HASHES, ids=[h[0] for h in HASHES])
def test_a_hash_that_differs_or_is_none_is_told(
    park: Path, case: str, given: str, code: str
) -> None:
    assert codes(check(park, "附件/台账.txt", given)) == {code}


@pytest.mark.parametrize("given", [DIGEST.upper(), f"sha256:{DIGEST}"])
def test_case_and_prefix_of_a_hash_do_not_matter(park: Path, given: str) -> None:
    assert normal_sha256(given) == (DIGEST, None)
    assert codes(check(park, "附件/台账.txt", given)) == set()


def test_an_empty_file_is_told(park: Path) -> None:
    (park / "空.txt").touch()
    assert codes(check(park, "空.txt")) == {"W-EV-EMPTY"}
    assert codes(check(park, "空.txt", DIGEST)) == {"W-EV-EMPTY", "E-EV-HASH"}


def test_pipes_devices_sockets_and_folders_are_no_evidence(park: Path) -> None:
    os.mkfifo(park / "pipe")
    (park / "zero").symlink_to("/dev/zero")
    here = Path.cwd()
    os.chdir(park)  # a socket's path must be short
    try:
        with socket.socket(socket.AF_UNIX) as unix:
            unix.bind("sock")
    finally:
        os.chdir(here)
    for name in ("pipe", "zero", "sock", "附件"):
        assert codes(check(park, name)) == {"E-EV-NOTFILE"}, name


def test_links_do_not_lead_out_and_loops_do_not_hang(park: Path) -> None:
    (park / "link.txt").symlink_to(park.parent / "outside.txt")
    (park / "folder").symlink_to(park.parent)
    (park / "loop").symlink_to("loop")
    assert codes(check(park, "link.txt")) == {"E-EV-OUTSIDE"}
    assert codes(check(park, "folder/outside.txt")) == {"E-EV-OUTSIDE"}
    assert codes(check(park, "loop")) == {"E-EV-MISSING"}


def test_a_sparse_terabyte_is_refused_before_it_is_read(park: Path) -> None:
    with (park / "big.bin").open("wb") as big:
        big.truncate(1 << 40)
    assert codes(check(park, "big.bin")) == {"E-EV-TOOBIG"}


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on(
    park: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("icstd.audit.evidence.os.open", refuse)
    assert codes(check(park, "附件/台账.txt")) == {"E-EV-UNREADABLE"}


def test_a_file_that_changes_while_it_is_read_is_told(
    park: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, place = os.read, park / "附件" / "台账.txt"

    def growing(handle: int, size: int) -> bytes:
        with place.open("ab") as more:
            more.write(b"x")
        return read(handle, size)

    monkeypatch.setattr("icstd.audit.evidence.os.read", growing)
    assert codes(check(park, "附件/台账.txt")) == {"E-EV-CHANGED"}


def test_a_folder_with_a_name_that_is_no_text_is_only_missing(park: Path) -> None:
    os.mkdir(os.fsencode(park) + b"/\xb8\xbd\xbc\xfe")  # noqa: PTH102 - bytes
    assert codes(check(park, "附件2/台账.txt")) == {"E-EV-MISSING"}


def test_without_a_folder_no_file_is_opened() -> None:
    checked = check(None, "附件/台账.txt", DIGEST)
    assert codes(checked) == set()
    assert checked.sha256 == ""
