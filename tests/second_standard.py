"""The invented standard of `examples/second-standard/`, and what a person would decide."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import NamedTuple

import openpyxl

HOME = Path(__file__).resolve().parents[1] / "examples" / "second-standard"
ID = "db99t0001-2024"
TEXT = HOME / "虚构标准-复制稿.txt"


class Decided(NamedTuple):
    """What is typed into one row."""

    choice: str
    relation: str
    type: str = ""


# Words of the piece (unique among the rows) → what is typed.
DECISIONS = {
    "应建立会议室管理制度，】": Decided("W4.1", "相同"),
    "【并公示服务内容": Decided("1", "相同"),
    "应明确管理人员，不少于": Decided("W4.3", "相同"),
    "内容：预约管理": Decided("W4.4a", "相同"),
    "日常巡检": Decided("W4.4b", "较宽"),
    "定期保养": Decided("W4.4b", "较宽"),
    "内容：安全管理": Decided("W4.4c", "相同"),
    "管理人员宜接受": Decided("W4.5", "相同"),
    "宜因地制宜，】": Decided("", "无"),
    "【可利用闲置空间": Decided("", "无"),
    "应与会议室的使用规模": Decided("", "无"),
    "不应小于15 m²": Decided("W5.1", "相同"),
    "宜采取隔声措施，】": Decided("W5.2", "相同"),
    "【可共用等候区": Decided("", "无"),
    "下列设备：显示设备": Decided("W5.3a", "相同"),
    "下列设备：网络接入": Decided("W5.3b", "相同"),
    "下列设备：供电插座": Decided("", "无"),
    "【设备应可靠，】": Decided("", "无"),
    "【供应商接到报修后": Decided("W5.4", "相同"),
    "门的净宽": Decided("", "无"),
    "线上和现场两种": Decided("W6.1", "相同"),
    "内响应，】": Decided("W6.2", "相同"),
    "【并告知申请企业": Decided("W6.3", "相同"),
    "预约信息填写不全的": Decided("", "无"),
    "【企业可取消预约": Decided("W6.4", "相同"),
    "【不必说明理由": Decided("", "无"),
    "及时清洁会议室": Decided("W6.5", "相同"),
    "关闭设备和电源": Decided("W6.6", "较宽"),
    "检查物品": Decided("W6.6", "较宽"),
    "归还钥匙": Decided("W6.6", "较宽"),
    "不应收取押金，】": Decided("W6.7", "相同"),
    "【鼓励向初创企业": Decided("", "无"),
    "应制定应急预案，】": Decided("W7.1", "相同"),
    "【每年至少演练": Decided("W7.2", "相同"),
    "不得存放易燃易爆": Decided("W7.5", "相同"),
    "进行登记": Decided("", "无"),
    "整改率应达到100%，】": Decided("W7.3", "相同"),
    "【可能危及人身安全": Decided("", "无"),
    "【安全标志应符合": Decided("W7.4", "相同"),
    "【公共信息图形符号": Decided("", "无"),
    "宜定期开展满意度调查": Decided("W8.1", "相同"),
    "满意度低于80%时": Decided("W8.2", "相同"),
    "计算应符合附录A": Decided("", "无"),
    "有效样本不应少于": Decided("W8.3", "相同"),
}

FATES = {"W4.6": ("撤销", "官方文本里没有公布名录的内容"), "W7.6": ("保留", "")}


def copied(folder: Path) -> Path:
    """The sources of the invented standard in a folder of one's own, edition beside."""
    shutil.copytree(HOME / ID, folder / ID)
    for beside in HOME.glob(f"{ID}*.json"):
        shutil.copy(beside, folder / beside.name)
    return folder / ID


def filled(
    data: bytes,
    decisions: dict[str, Decided] = DECISIONS,
    fates: dict[str, tuple[str, str]] = FATES,
) -> bytes:
    """A workbook with decisions typed into it, as a person would in Excel."""
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    sheet = workbook["逐句核对"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    typed = set()
    for row in range(4, sheet.max_row + 1):
        text = sheet.cell(row, columns["官方句子"]).value or ""
        for words, decided in decisions.items():
            if words in text:
                typed.add(words)
                sheet.cell(row, columns["对应条款"]).value = decided.choice
                sheet.cell(row, columns["关系"]).value = decided.relation
                if decided.type:
                    sheet.cell(row, columns["官方类型"]).value = decided.type
    if typed != set(decisions):
        raise LookupError(f"no row for {set(decisions) - typed}")
    left = workbook["没有候选的条款"]
    columns = {cell.value: cell.column for cell in left[3]}
    for row in range(4, left.max_row + 1):
        fate = fates.get(left.cell(row, columns["条款"]).value)
        if fate:
            left.cell(row, columns["处理"]).value, left.cell(row, columns["理由"]).value = fate
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
