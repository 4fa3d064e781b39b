"""What is wrong with a key that is not plainly fit.  Imported only then."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import Place, Problem
from ..text import echo, reveal
from .tree import Map


def odd_key(
    key: str, at: Place, among: Map, problem: Callable[[str, Place, str, str], Problem]
) -> Problem:
    """The problem with a key: empty, `<<`, invisible characters, or there before."""
    if key == "<<":
        advice = "把要合并的内容照写一遍，删去这一行"
        return problem("E-MERGE", at, "用了合并键 <<", advice)
    if not key:
        advice = "在冒号前写上名称，或删去这一行"
        return problem("E-KEY", at, "冒号前没有名称", advice)
    if not key.isprintable():
        return problem("E-KEY", at, f"名称{echo(key)}里有看不见的字符", _cure(key))
    first = among.places[key][0]
    where = f"第 {first.line} 行" if first.line else first.cell
    advice = "只留一个；两处的内容都要的，合在一处"
    return problem("E-DUPKEY", at, f"{echo(key)}与{where}重复", advice)


def _cure(key: str) -> str:
    bare = "".join(c for c in key if c.isprintable())
    odd = next(c for c in key if not c.isprintable())
    if key[0] == odd and odd in "\u3000\u00a0\u2002\u2003\u2009":
        kind = "全角空格" if odd == "\u3000" else "网页或 Word 里粘贴来的空格"
        return f"行首的缩进用了{kind}（{reveal(odd)}），换成英文空格"
    return f"把它重新打一遍：{reveal(bare)}"
