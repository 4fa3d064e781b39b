"""Standards written to GB/T 1.1, generated with their structure known.

The vocabulary is the generator's own: it shares nothing with the reader's
lexicon, so that what the reader does not know shows in the figures.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from hypothesis import strategies as st


def words(text: str) -> tuple[str, ...]:
    """Phrases of a text, `_` standing for a blank."""
    return tuple(phrase.replace("_", " ") for phrase in text.split())


SUBJECTS = words(
    """
    运营单位 社区服务中心 应急小组 供应商 响应人员 园区企业 管理人员 相应岗位的人员
    服务队 驻点干部 会议室 适宜的场所 许可部门 可靠的设备 功能区 对应的责任人
    """
)
ACTIONS = words(
    """
    建立应急预案 公布服务事项 明确相应的职责 配备可靠的照明设备 记录走访情况
    保存原始凭证 检查供应线路 更新企业台账 反馈办理结果 组织业务培训 设置便民信箱
    制定年度计划 添置便宜耐用的桌椅 腾退闲置空间 轮训窗口人员 亮明岗位身份 核销过期材料
    约谈失约的供应商 张挂功能分布图 适应企业的作息
    """
)
CONDITIONS = words(
    """
    必要时， 发生突发事件时， 收到诉求后， 对可能发生的风险， 有条件的， 评价期内，
    因地制宜开展工作的， 经认可的机构，
    """
)
STATEMENTS = words(
    """
    满意度是评价服务的指标 该数值可能受样本量影响 响应时间为受理到答复的时间
    台账由日期、事项和结果组成 供应能力与园区规模有关 图示见附录 便宜的耗材更换较勤
    功能区的划分取决于面积 适应期一般为三个月 许可的范围以批件为准
    """
)
FIGURES = words(
    """
    在2个工作日内 每年至少1次 按4.1的规定 按5.2.1和6.3的要求 在30_min内
    按不少于12_m²的面积 按照GB/T_10001.1的规定 根据附录A 由3名以上人员 按表1 在0.5_h内
    """
)
TITLES = words(
    """
    总则 人员 场所 设施设备 应急管理 供应保障 响应流程 诉求办理 走访联系 档案 评价与改进
    功能分区 许可事项 服务内容
    """
)
CHAPTERS = words(
    """
    基本要求 服务中心 服务机制 园区治理 企业服务 应急响应 供应管理 评价与改进
    """
)
STEPS = words(
    """
    办理按下列步骤进行： 会议室归还的程序如下： 受理流程按以下顺序：
    """
)
WORDS = {"要求": ("应", "不应"), "推荐": ("宜", "不宜"), "允许": ("可", "不必")}
LETTERS = "abcdefghij"


class Piece(NamedTuple):
    """What the reader should find: one provision, statement or heading."""

    place: str
    kind: str
    modality: str
    text: str  # of the whole sentence
    pieces: int = 1
    piece: int = 1


@dataclass
class Generated:
    """A document: its paragraphs (label, text), and what is to be found in it."""

    number: str
    title: str
    paragraphs: list[str] = field(default_factory=list)
    expected: list[Piece] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)


class _Maker:
    """Writes one document from a source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        number = chance.choice(
            ("DB33/T 2320—2021", "GB/T 36000—2015", "DB3302/T 118—2022", "T/ZS 0145—2021")
        )
        self.made = Generated(number, chance.choice(("工业园区", "产业社区")) + "管理和服务规范")
        self.this = chance.choice(("本文件", "本标准"))

    def sentence(self) -> tuple[str, list[str]]:
        """A sentence and the modality of each provision in it."""
        pick = self.chance.random()
        subject = self.chance.choice(SUBJECTS)
        if pick < 0.14:
            return self.chance.choice(STATEMENTS) + "。", ["陈述"]
        condition = self.chance.choice(CONDITIONS) if self.chance.random() < 0.25 else ""
        kind, word = self._word()
        if pick < 0.78:
            figure = self.chance.choice(FIGURES) if self.chance.random() < 0.3 else ""
            return f"{condition}{subject}{word}{figure}{self._action()}。", [kind]
        if pick < 0.90:
            other, second = self._word()
            joint = self.chance.choice(("，", "，并", "；"))
            if joint == "，并" and second.startswith("不"):
                joint = "，"
            return f"{subject}{word}{self._action()}{joint}{second}{self._action()}。", [
                kind,
                other,
            ]
        joint = self.chance.choice(("，并", "，并", "，同时", "，"))
        return f"{subject}{word}{self._action()}{joint}{self._action()}。", [kind, kind]

    def _word(self) -> tuple[str, str]:
        kind = self.chance.choices(tuple(WORDS), (6, 3, 2))[0]
        return kind, self.chance.choices(WORDS[kind], (5, 1))[0]

    def _action(self) -> str:
        return self.chance.choice(ACTIONS)

    def running(self, place: str, kind: str, lead: str = "") -> str:
        """A paragraph of one to three sentences, noted as expected."""
        texts = []
        for _ in range(self.chance.choices((1, 2, 3), (6, 3, 1))[0]):
            text, modalities = self.sentence()
            self._expect(place, kind, text, modalities)
            texts.append(text)
        return lead + "".join(texts)

    def _expect(self, place: str, kind: str, text: str, modalities: list[str]) -> None:
        for piece, modality in enumerate(modalities, start=1):
            self.made.expected.append(Piece(place, kind, modality, text, len(modalities), piece))

    def listing(self, place: str) -> None:
        """A list with its 引语, lettered or dashed, sometimes of two levels."""
        kind, word = self._word()
        steps = self.chance.random() < 0.2
        lead = (
            self.chance.choice(STEPS)
            if steps
            else f"{self.chance.choice(SUBJECTS)}{word}做到下列事项："
        )
        modality = "指示" if steps else kind
        self.made.expected.append(Piece(place, "列项引语", "指示" if steps else kind, lead))
        self.made.paragraphs.append(f"{place} {lead}")
        dashed = self.chance.random() < 0.3
        count = self.chance.randint(2, 4)
        for n in range(count):
            end = "。" if n == count - 1 else "；"
            text = self._action() + end
            label = f"列项{n + 1}" if dashed else f"{LETTERS[n]})"
            printed = "——" if dashed else f"{LETTERS[n]}) "
            if not dashed and n < count - 1 and self.chance.random() < 0.2:
                head = self._action() + "："
                self.made.expected.append(Piece(f"{place} {label}", "列项引语", modality, head))
                self.made.paragraphs.append(f"　　{printed}{head}")
                for m in (1, 2):
                    inner = self._action() + "；"
                    self.made.expected.append(
                        Piece(f"{place} {label}{m})", "列项", modality, inner)
                    )
                    self.made.paragraphs.append(f"　　　　{m}) {inner}")
                continue
            self.made.expected.append(Piece(f"{place} {label}", "列项", modality, text))
            self.made.paragraphs.append(f"　　{printed}{text}")

    def clauses(self, number: str, depth: int) -> None:
        """Clauses below a number."""
        for n in range(1, self.chance.randint(2, 4) + (depth == 1)):
            place = f"{number}.{n}"
            pick = self.chance.random()
            if depth < 5 and pick < (0.35 if depth < 3 else 0.5 if depth < 5 else 0):
                title = self.chance.choice(TITLES)
                self.made.headings.append((place, title))
                self.made.paragraphs.append(f"{place} {title}")
                if self.chance.random() < 0.2:
                    self.made.paragraphs.append("　　" + self.running(place, "悬置段"))
                self.clauses(place, depth + 1)
            elif pick < 0.65:
                self.listing(place)
            elif pick < 0.8:
                title = self.chance.choice(TITLES)
                self.made.headings.append((place, title))
                self.made.paragraphs.append(f"{place} {title}")
                self.made.paragraphs.append("　　" + self.running(place, "段"))
            else:
                self.made.paragraphs.append(self.running(place, "条", f"{place} "))
                if self.chance.random() < 0.25:
                    self.additional(place)

    def additional(self, place: str) -> None:
        """A note or an example."""
        mark = self.chance.choice(("注", "示例"))
        text = self.chance.choice(STATEMENTS) + "。"
        self.made.expected.append(Piece(place, mark, "陈述", text))
        self.made.paragraphs.append(f"　　{mark}：{text}")

    def make(self) -> Generated:
        """The whole document."""
        made, this = self.made, self.this
        about = made.title[:4]
        made.paragraphs += [
            "1 范围",
            f"　　{this}规定了{about}的要求。",
            f"　　{this}适用于{about}。",
        ]
        made.paragraphs += ["2 规范性引用文件", f"　　{this}没有规范性引用文件。"]
        made.paragraphs += ["3 术语和定义", f"　　下列术语和定义适用于{this}。"]
        for n, title in enumerate(self.chance.sample(CHAPTERS, self.chance.randint(2, 4)), start=4):
            made.headings.append((str(n), title))
            made.paragraphs.append(f"{n} {title}")
            if self.chance.random() < 0.3:
                made.paragraphs.append("　　" + self.running(str(n), "悬置段"))
            self.clauses(str(n), 1)
        if self.chance.random() < 0.5:
            made.headings.append(("A", "检查项目"))
            made.paragraphs += ["附 录 A", "（规范性）", "检查项目"]
            for n in (1, 2):
                made.paragraphs.append(self.running(f"A.{n}", "条", f"A.{n} "))
        return made


def generate(seed: int) -> Generated:
    """The document of a seed."""
    return _Maker(random.Random(seed)).make()  # noqa: S311 - the same document every time


documents = st.integers(0, 2**32).map(generate)
"""Hypothesis strategy of documents."""


def plain_text(made: Generated) -> str:
    """One paragraph a line, with a cover."""
    head = ["ICS 03.080", made.number, made.title, "2024-01-10 发布", "2024-02-10 实施"]
    foreword = ["前言", "　　本文件按照 GB/T 1.1—2020 的规定起草。", made.title]
    return "\n".join([*head, *foreword, *made.paragraphs]) + "\n"


def copied_text(made: Generated, seed: int) -> str:
    """As copied from a PDF: contents, broken lines, page heads, page numbers, full-width digits."""
    chance = random.Random(seed)  # noqa: S311 - the same copy every time
    width = chance.randint(30, 44)
    lines = [
        "ICS 03.080",
        "CCS A 12",
        made.number,
        made.title,
        "2024-01-10 发布",
        "2024-02-10 实施",
        "",
    ]
    lines += ["目　次", "前言 …………………… II", "1 范围 …………………… 1"]
    lines += [
        f"{n} {title} …………………… {chance.randint(1, 9)}" for n, title in made.headings if "." not in n
    ]
    lines += ["", "I", made.number, "前　　言", "　　本文件按照GB/T 1.1—2020的规定起草。", ""]
    lines += ["II", made.number, made.title]
    body: list[str] = []
    for paragraph in made.paragraphs:
        text = _widened(paragraph, chance)
        while len(text) > width:
            cut = width - (1 if text[width] in "，。；：、）" else 0)
            body.append(text[:cut])
            text = text[cut:]
        body.append(text)
    page = 0
    while body:
        take = chance.randint(24, 34)
        page += 1
        lines += body[:take]
        lines += ["", str(page), made.number] if chance.random() < 0.8 else [f"— {page} —", ""]
        body = body[take:]
    return "\n".join(lines) + "\n"


def careless_text(made: Generated, seed: int) -> str:
    """A worse copy: no indents, odd spaces, half-width punctuation, full stops lost."""
    chance = random.Random(seed)  # noqa: S311 - the same copy every time
    width = chance.randint(26, 40)
    lines = [made.number, made.title, "前言", "本文件按照GB/T 1.1—2020的规定起草。", made.title]
    for paragraph in made.paragraphs:
        text = _widened(paragraph.replace("　", ""), chance)
        if chance.random() < 0.15:
            text = text.replace("，", ",").replace("；", ";").replace("：", ":")
        if chance.random() < 0.05 and text.endswith("。"):
            text = text[:-1]
        if chance.random() < 0.1:
            text = re.sub(
                "(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])",
                lambda _: " " * chance.randint(0, 1),
                text,
            )
        if chance.random() < 0.1:
            text = re.sub(r"^([4-9])\.(\d)", r"\1．\2", text)
        while len(text) > width:
            lines.append(text[:width])
            text = text[width:]
        lines.append(text)
        if chance.random() < 0.04:
            lines += (
                [made.title] if chance.random() < 0.5 else [str(chance.randint(1, 30)), made.number]
            )
    return "\n".join(lines) + "\n"


def _widened(paragraph: str, chance: random.Random) -> str:
    """Digits of the number full-width now and then, spaces as typists leave them."""
    number, space, rest = paragraph.partition(" ")
    if not space or not number[:1].isdigit():
        return paragraph
    if chance.random() < 0.2:
        number = number.translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    return number + chance.choice((" ", "  ", "　", " ")) + rest
