"""Help, version and mistyped command lines."""

from __future__ import annotations

import argparse
from importlib.util import find_spec

import pytest
from running import icstd

from icstd.cli.guide import EXITS
from icstd.cli.main import COMMANDS, main
from icstd.cli.parser import Parser
from icstd.errors import Exit, UsageProblem


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(argv)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_help_lists_every_command_and_every_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "--help")
    assert (code, err) == (0, "")
    for command, (_, summary) in COMMANDS.items():
        assert f"  {command} " in out
        assert summary in out
    for exit_code in Exit:
        assert f"\n  {int(exit_code)} " in out
        assert EXITS[exit_code][:20] in out


def test_no_command_at_all_shows_the_help_and_is_a_usage_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = said(capsys)
    assert code == 2
    assert "用法：" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_exists_and_explains_itself_in_chinese(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert find_spec(f"icstd.cli.commands.{COMMANDS[command][0]}") is not None
    code, out, err = said(capsys, command, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"用法：icstd {command}")
    for english in ("usage:", "options:", "positional arguments", "show this help"):
        assert english not in out


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    from icstd import __version__

    assert said(capsys, "--version") == (0, f"icstd {__version__}\n", "")


@pytest.mark.parametrize(
    ("typed", "meant"), [("asses", "assess"), ("chek", "check"), ("limit", "limits")]
)
def test_a_mistyped_command_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str], typed: str, meant: str
) -> None:
    code, out, err = said(capsys, typed)
    assert (code, out) == (2, "")
    assert f"没有命令“{typed}”" in err
    assert f"icstd {meant}" in err


def test_a_file_where_the_command_belongs_is_answered_with_assess(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, err = said(capsys, "park.yaml")
    assert code == 2
    assert "icstd assess park.yaml" in err


def test_an_unknown_option_before_the_command_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, err = said(capsys, "--verison")
    assert code == 2
    assert "--verison" in err


def test_hostile_text_on_the_command_line_is_echoed_harmlessly(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, err = said(capsys, "\x1b[2J\u202e" + "长" * 500)
    assert code == 2
    assert "\x1b" not in err
    assert "\u202e" not in err
    assert max(map(len, err.splitlines())) <= 200


def some_parser() -> Parser:
    parser = Parser("icstd try", "试一试")
    parser.add_argument("park", metavar="文件")
    parser.add_argument("--number", type=int)
    parser.add_argument("--kind", choices=["甲", "乙"])
    parser.add_argument("--flag", action="store_true")
    parser.add_argument("--pair", nargs=2)
    parser.add_argument("--several", nargs="+")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--one", action="store_true")
    either.add_argument("--two", action="store_true")
    return parser


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "缺少参数：文件"),
        ("a b", "不认识的参数：b"),
        ("a --nonsense", "不认识的参数：--nonsense"),
        ("a --numb 1", "不认识的参数：--numb 1"),
        ("a --number", "--number 后面要跟一个值"),
        ("a --number x", "--number 的值 'x' 不对"),
        ("a --kind 丙", "--kind 不能是 '丙'，可用的有："),
        ("a --flag=1", "--flag 不带值，却给了 '1'"),
        ("a --pair 1", "--pair 后面要跟 2 个值"),
        ("a --several", "--several 后面至少要跟一个值"),
        ("a --one --two", "--two 不能与 --one 同用"),
    ],
)
def test_usage_errors_are_chinese(line: str, message: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        some_parser().parse_args(line.split())
    assert refused.value.message.startswith(message)
    assert "icstd try --help" in refused.value.advice


def test_help_of_a_command_fits_narrow_terminals(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from icstd.text import width

    monkeypatch.setenv("COLUMNS", "1")
    parser = some_parser()
    parser.add_argument("--long", help="很长的说明" * 30)
    with pytest.raises(SystemExit):
        parser.parse_args(["--help"])
    out = capsys.readouterr().out
    assert max(width(line) for line in out.splitlines()) <= 48
    assert argparse.ArgumentParser().format_usage().startswith("usage")  # argparse itself untouched


def test_the_usage_line_names_only_what_must_be_given() -> None:
    parser = some_parser()
    parser.add_argument("-o", metavar="文件", required=True)
    assert parser.format_help().splitlines()[0] == "用法：icstd try [选项] 文件 -o 文件"
    assert "参数：" in parser.format_help()
    assert "选项：" in parser.format_help()


def test_every_limit_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    from icstd.limits import TABLE

    code, out, err = said(capsys, "limits")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == len(TABLE)
    for limit in TABLE:
        assert limit.what in out
        assert limit.most in out


def test_module_and_script_are_the_same_command() -> None:
    assert icstd("--version").out == icstd("--version", python=("-O",)).out
