"""The type of a sentence: modal words are found, look-alikes are not, duties are told apart."""

from __future__ import annotations

import pytest

from icstd.authoring.reconcile.modal import modals
from icstd.authoring.reconcile.obligations import obligations, vague_words
from icstd.terms import Modality

LOOK_ALIKES = """
应急预案的编号见附录。
供应商由园区选定。
响应时间为两小时。
适应期为一个月。
相应的记录见表1。
对应关系见图2。
反应时间为三分钟。
规模效应较明显。
应用系统由街道统一提供。
应届毕业生的人数见表2。
突发事件的应对措施见附录。
应对突发事件的能力是评价内容。
这项工作因地制宜。
宜居宜业是建设目标。
会议事宜由办公室负责。
适宜的温度为20℃。
便宜的耗材更换较勤。
评价结果可能受样本量影响。
数据可靠。
方案可行。
该证书为许可文件。
结论得到认可。
可追溯的记录是凭证。
功能区共有八个。
可持续发展是目标。
可用面积为200平方米。
企业做到应建尽建。
应办未办的事项见清单。
不可抗力除外。
必要的工具见清单。
须知张贴在门口。
尽可能多的样本更有代表性。
"""

MODAL = [
    ("社区服务中心应设立服务窗口。", ["应"]),
    ("供应商响应时间不应超过30 min。", ["不应"]),
    ("响应应及时。", ["应"]),
    ("供应应稳定。", ["应"]),
    ("企业提供应急物资的，应予登记。", ["应"]),
    ("资料由企业提供应真实。", ["应"]),
    ("收回应登记。", ["应"]),
    ("管理应规范。", ["应"]),
    ("政策应公开。", ["应"]),
    ("时效应明确。", ["应"]),
    ("核对应由两人进行。", ["应"]),
    ("社区应对问题进行排摸。", ["应"]),
    ("社区应对每家企业建档。", ["应"]),
    ("社区应应对各类风险。", ["应"]),
    ("应建立应对突发事件的机制。", ["应"]),
    ("应考虑企业的作息。", ["应"]),
    ("应召开联席会议。", ["应"]),
    ("应接受监督。", ["应"]),
    ("应验收合格。", ["应"]),
    ("应收集企业诉求。", ["应"]),
    ("应答复企业。", ["应"]),
    ("应邀请企业代表参加。", ["应"]),
    ("宜设置便民服务点。", ["宜"]),
    ("不宜与仓库相邻。", ["不宜"]),
    ("服务点宜适宜步行到达。", ["宜"]),
    ("企业可通过热线提出诉求。", ["可"]),
    ("可选择线上方式。", ["可"]),
    ("可视情况调整频次。", ["可"]),
    ("可及时调整。", ["可"]),
    ("会议室可用于培训。", ["可"]),
    ("人员可变更。", ["可"]),
    ("可查阅相应台账。", ["可"]),
    ("不必单独建设。", ["不必"]),
    ("企业可以取消预约。", ["可以"]),
    ("应当公开办事流程。", ["应当"]),
    ("不得泄露企业秘密。", ["不得"]),
    ("经许可方可进入。", ["方可"]),
    ("鼓励企业参与治理。", ["鼓励"]),
    ("宜设一处，可增设。", ["宜", "可"]),
]


@pytest.mark.parametrize("text", LOOK_ALIKES.split())
def test_a_word_that_only_looks_modal_is_not_taken_for_one(text: str) -> None:
    assert [m.word for m in modals(text)] == []


@pytest.mark.parametrize(("text", "words"), MODAL, ids=[t for t, _ in MODAL])
def test_a_modal_word_is_found_among_words_that_look_like_it(text: str, words: list[str]) -> None:
    assert [m.word for m in modals(text)] == words


TYPES = [
    ("应设立服务窗口。", Modality.REQUIREMENT),
    ("不应收取费用。", Modality.REQUIREMENT),
    ("宜设立服务窗口。", Modality.RECOMMENDATION),
    ("不宜单独设立。", Modality.RECOMMENDATION),
    ("可设立服务窗口。", Modality.PERMISSION),
    ("不必重复登记。", Modality.PERMISSION),
    ("将诉求登记入册。", Modality.INSTRUCTION),
    ("按附录A逐项检查设备。", Modality.INSTRUCTION),
    ("服务窗口设在一楼。", Modality.STATEMENT),
    ("评价结果可能受样本量影响。", Modality.STATEMENT),
    ("登记内容包括时间和人数。", Modality.STATEMENT),
    ("联系人由企业指定。", Modality.STATEMENT),
]


@pytest.mark.parametrize(("text", "modality"), TYPES, ids=[t for t, _ in TYPES])
def test_the_type_follows_the_modal_word_or_the_mood(text: str, modality: Modality) -> None:
    assert [o.modality for o in obligations(text)] == [modality]


PIECES = [
    ("应建立台账，并定期更新。", ["应建立台账，", "并定期更新。"]),
    ("应在2日内答复，不应推诿。", ["应在2日内答复，", "不应推诿。"]),
    ("应设一处，宜设两处，可合用场地。", ["应设一处，", "宜设两处，", "可合用场地。"]),
    ("应指定联系人；联系人变更的，应告知企业。", ["应指定联系人；", "联系人变更的，应告知企业。"]),
    ("应制定预案，每年至少演练1次。", ["应制定预案，", "每年至少演练1次。"]),
    ("应建未建党组织的企业，应由社区派驻指导员。", ["应建未建党组织的企业，应由社区派驻指导员。"]),
    ("需设围挡的企业，应先报备。", ["需设围挡的企业，应先报备。"]),
    ("标志应符合A的规定，符号应符合B的规定。", ["标志应符合A的规定，", "符号应符合B的规定。"]),
    ("应建立制度（包括走访，应急），保存两年。", ["应建立制度（包括走访，应急），", "保存两年。"]),
    ("应包括日期、事项，办理人。", ["应包括日期、事项，办理人。"]),
    ("应在必要时，逐户走访。", ["应在必要时，逐户走访。"]),
]


@pytest.mark.parametrize(("text", "pieces"), PIECES, ids=[t for t, _ in PIECES])
def test_a_sentence_is_cut_where_a_second_duty_begins_and_nowhere_else(
    text: str, pieces: list[str]
) -> None:
    found = obligations(text)
    assert [text[o.start : o.end] for o in found] == pieces
    marked = [any("已拆开" in r for r in o.remarks) for o in found]
    assert marked == [len(pieces) > 1] * len(pieces)


def test_the_pieces_of_a_sentence_cover_it_without_gap_or_overlap() -> None:
    for text, _ in PIECES:
        found = obligations(text)
        assert "".join(text[o.start : o.end] for o in found) == text


def test_two_verbs_on_one_object_are_pointed_out() -> None:
    (found,) = obligations("应建立并公布服务清单。")
    assert "“甲并乙”可能是两项要求" in found.remarks


def test_words_the_drafting_rules_do_not_want_are_pointed_out() -> None:
    (found,) = obligations("不得泄露企业秘密。")
    assert not found.sure
    assert found.remarks == ("用“不得”表示要求",)


def test_a_sentence_without_modal_word_that_speaks_of_need_is_doubtful() -> None:
    (found,) = obligations("社区需要两名专职人员。")
    assert (found.modality, found.sure) == (Modality.STATEMENT, False)


def test_a_list_item_without_modal_word_has_the_type_of_what_introduces_it() -> None:
    (found,) = obligations("党群活动；", Modality.RECOMMENDATION)
    assert (found.modality, found.sure) == (Modality.RECOMMENDATION, True)


def test_vague_words_are_listed_once_in_order() -> None:
    assert vague_words("应及时处理相关问题，定期回访，及时归档。") == ("及时", "相关", "定期")
    assert vague_words("有效样本不少于30份，见第1部分，不必要的除外。") == ()
