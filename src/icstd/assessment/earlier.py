"""Forms of an earlier encoding version, carried over to the current one.

What the current version asks as before stands; what it asks no more is named,
with what is asked instead; nothing is dropped in silence.
"""

from __future__ import annotations

from ..clauses.model import Earlier, Standard
from ..errors import Place
from ..terms import Special
from ..yamlio import Map
from . import keys
from .report import Path, Report
from .texts import shown


def current(root: Map, standard: Standard, report: Report) -> Map:
    """The root as a form of the current version would have it.

    It is returned as it is where it names no earlier version of this standard.
    """
    said = _entry(root, "编码版本")
    number = _entry(root, "标准")
    if said is None or number is None or root[number] not in (standard.number, standard.id):
        return root
    version = str(root[said]).strip()
    earlier = next((e for e in standard.earlier if e.version == version), None)
    if earlier is None:
        return root
    return _Carrier(standard, earlier, report).root(root, said)


def _entry(given: Map, key: str) -> str | None:
    """The key under which an entry of the top stands, Chinese or ASCII."""
    return next((k for k in (key, keys.ROOT[key]) if k in given), None)


class _Carrier:
    """Rewrites one document; the places of what it keeps stay what they were."""

    def __init__(self, standard: Standard, earlier: Earlier, report: Report) -> None:
        self.standard = standard
        self.earlier = earlier
        self.report = report
        self.titles = {s.id: s.title for s in standard.sections}
        names = ((name, item) for item in standard.items.values() for name in (item.label, item.id))
        self.items = dict(names)
        self.retired = {
            name: gone for gone in standard.retired.values() for name in (gone.label, gone.id)
        }

    def root(self, root: Map, said: str) -> Map:
        """Everything, with a note that it was carried over."""
        carried = Map()
        for key, raw in root.items():
            carried.put(key, self._part(key, raw, root, said), *root.places[key])
        return carried

    def _part(self, key: str, raw: object, root: Map, said: str) -> object:
        if key == said:
            now = self.standard.encoding_version
            message = f"填报表按编码版本“{self.earlier.version}”填，已带入“{now}”"
            advice = (
                "核对其余提示，补上新问的；用 icstd init 加 --from 本文件 可生成现行版本的填报表"
            )
            self.report.add("W-VERSION", root.places[key][1], (key,), message, advice)
            return now
        if isinstance(raw, Map) and keys.ROOT.get(key, key) == "answers":
            return self._answers(raw)
        if isinstance(raw, Map) and keys.ROOT.get(key, key) == "judgements":
            return self._judgements(raw, key)
        return raw

    def _answers(self, given: Map) -> Map:
        """Answers by their current sections; items that are gone are named."""
        answers = Map()
        for title, part in given.items():
            if not isinstance(part, Map):
                answers.put(title, part, *given.places[title])
                continue
            if title in (*self.titles, *self.titles.values()) and title not in answers:
                answers.put(title, Map(), *given.places[title])
            for key, raw in part.items():
                self._answer(answers, ("填报", title), key, raw, part.places[key], given)
        self._nothing_to_tell(answers)
        return answers

    def _answer(  # noqa: PLR0917
        self, answers: Map, path: Path, key: str, raw: object, at: tuple[Place, Place], given: Map
    ) -> None:
        title = path[-1]
        item = self.items.get(key)
        gone = self.retired.get(key)
        if item is None and gone is not None:
            if raw not in (None, ""):
                self.report.add("W-RETIRED", at[0], path, f"不再问{shown(key)}", gone.because)
            return
        home = title if item is None else self._home(item.section, title)
        if home not in answers:
            answers.put(home, Map(), *given.places[title])
        answers[home].put(key, raw, *at)

    def _home(self, section: str, title: str) -> str:
        """Where an item belongs now, under the name its section was given in the form."""
        return title if title in (section, self.titles[section]) else self.titles[section]

    def _nothing_to_tell(self, answers: Map) -> None:
        """Write 无 where the earlier version left nothing to be told apart."""
        given = {key: part for part in answers.values() if isinstance(part, Map) for key in part}
        for sign, others in self.earlier.none.items():
            shown_by = self.standard.items[sign]
            part = given.get(shown_by.label, given.get(sign))
            if part is None:
                continue
            at = part.places[shown_by.label if shown_by.label in part else sign]
            for other in others:
                item = self.standard.items[other]
                home = self.titles[item.section]
                if home not in answers:
                    answers.put(home, Map(), *at)
                if item.label not in answers[home] and item.id not in answers[home]:
                    answers[home].put(item.label, Special.NONE.value, *at)

    def _judgements(self, given: Map, top: str) -> Map:
        """Judgements of provisions that still stand and that a person may judge."""
        kept = Map()
        for name, raw in given.items():
            provision = self.standard.provisions.get(name)
            why = self.standard.withdrawn.get(name, "")
            if provision is not None and not (
                provision.judgeable or provision.not_applicable_allowed
            ):
                why = "现由填报的数据判定，不再人工判定"
            if why:
                place = given.places[name][0]
                self.report.add("W-RETIRED", place, (top,), f"{name} 的人工判定没有带入", why)
            else:
                kept.put(name, raw, *given.places[name])
        return kept
