"""Wheel, sdist and editable install all carry the same standard."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from running import PARK, ROOT, icstd

from icstd.shipped import STANDARD

SHIPPED = "db33t2320-2021.json"
BESIDE = (
    "db33t2320-2021.examples.json",
    "db33t2320-2021.changes.json",
    "db33t2320-2021@1.0.json",
)


def build(source: Path, target: str, folder: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder],
        cwd=source,
        capture_output=True,
        check=True,
        timeout=120,
    )
    (built,) = folder.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))


def files(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {n: archive.read(n) for n in archive.namelist() if n.startswith("icstd/")}


def test_the_wheel_carries_the_code_the_edition_and_every_data_file(wheel: Path) -> None:
    inside = files(wheel)
    source = ROOT / "src"
    here = {
        str(p.relative_to(source)): p.read_bytes()
        for p in (source / "icstd").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    for name in (SHIPPED, *BESIDE):
        here[f"icstd/standard/{name}"] = (ROOT / "standard" / name).read_bytes()
    for file in (ROOT / "standard" / STANDARD).rglob("*.yaml"):
        name = file.relative_to(ROOT / "standard").as_posix()
        here[f"icstd/standard/{name}"] = file.read_bytes()
    assert inside == here


def test_an_installed_wheel_judges_a_park_with_its_own_edition(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)  # noqa: S202 - built here
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    script = (
        "import sys, icstd, icstd.clauses.load as load\n"
        "print(icstd.__file__); print(load.shipped_edition())\n"
        "from icstd.cli.main import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "assess", "--format", "json", PARK],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    package, edition, *report = done.stdout.decode().splitlines()
    assert done.returncode == 1, done.stderr
    assert Path(package).is_relative_to(tmp_path)
    assert Path(edition) == tmp_path / "icstd" / "standard" / SHIPPED
    here = subprocess.run(
        [sys.executable, "-m", "icstd", "assess", "--format", "json", PARK],
        capture_output=True,
        check=False,
    )
    assert "\n".join(report) + "\n" == here.stdout.decode()


def test_an_editable_install_reads_the_checkout_s_edition() -> None:
    from icstd.clauses.load import shipped_edition

    assert shipped_edition() == ROOT / "standard" / SHIPPED


def test_the_sdist_builds_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    again = build(unpacked, "wheel", tmp_path / "dist")
    assert files(again) == files(wheel)


def installed(wheel: Path, folder: Path) -> dict[str, str]:
    """The environment in which a wheel unpacked in a folder is the package."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)  # noqa: S202 - built here
    return {"PYTHONPATH": str(folder)}


def test_from_the_wheel_the_sources_are_taken_out_changed_and_built(
    wheel: Path, tmp_path: Path
) -> None:
    env = installed(wheel, tmp_path / "site")
    own = tmp_path / "自己的"
    done = icstd("standard", "sources", own, env=env, cwd=tmp_path)
    assert done.code == 0, done.err
    sources = own / STANDARD
    for args in (["lint"], ["build"], ["docs", "-o", tmp_path / "表.md"]):
        done = icstd("standard", args[0], sources, *args[1:], env=env, cwd=tmp_path)
        assert done.code == 0, (args, done.err)
    assert (own / SHIPPED).read_bytes() == (ROOT / "standard" / SHIPPED).read_bytes()
    assert "已有东西" in icstd("standard", "sources", own, env=env, cwd=tmp_path).err


def test_from_the_wheel_a_text_is_imported_reconciled_and_adopted(
    wheel: Path, tmp_path: Path
) -> None:
    env = installed(wheel, tmp_path / "site")
    text = ROOT / "examples" / "second-standard" / "虚构标准-复制稿.txt"
    book = tmp_path / "核对.xlsx"
    done = icstd("standard", "import", text, "-o", book, env=env, cwd=tmp_path)
    assert done.code == 0, done.err
    assert icstd("standard", "reconcile", book, env=env, cwd=tmp_path).code == 1
    done = icstd("standard", "adopt", book, "--dry-run", env=env, cwd=tmp_path)
    assert done.code == 0, done.err
    for command in (["adopt", book], ["build"], ["docs"]):
        done = icstd("standard", *command, env=env, cwd=tmp_path)
        assert (done.code, "standard sources" in done.err) == (2, True)
