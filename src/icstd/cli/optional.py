"""Packages a run may find missing: what each is for, and how to install it."""

from __future__ import annotations

from ..errors import UsageProblem

# Module → (name under which it is installed, what needs it).
_PACKAGES = {
    "docx": ("python-docx", "读写 Word 文件"),
    "jinja2": ("jinja2", "生成网页"),
    "jsonschema_rs": ("jsonschema-rs", "读入报告"),
    "lxml": ("lxml", "读写 Word 文件"),
    "markupsafe": ("markupsafe", "生成网页"),
    "openpyxl": ("openpyxl", "读 Excel 文件"),
    "pyarrow": ("pyarrow", "写复审的 Parquet 数据"),
    "pydantic": ("pydantic", "维护标准数据"),
    "pydantic_core": ("pydantic", "维护标准数据"),
    "rapidfuzz": ("rapidfuzz", "核对标准文本"),
    "typst": ("typst", "生成 PDF"),
    "xlsxwriter": ("xlsxwriter", "写 Excel 文件"),
    "yaml": ("PyYAML", "读填报文件"),
}


def missing(fault: BaseException) -> UsageProblem | None:
    """What to tell where an import failed for want of a package; None for any other fault.

    Imports stay where they are used; this is the only place that knows what
    their failure means.
    """
    if not isinstance(fault, ImportError) or not fault.name:
        return None
    package = _PACKAGES.get(fault.name.partition(".")[0])
    if package is None:
        return None
    name, purpose = package
    broken = "" if isinstance(fault, ModuleNotFoundError) else "，或装得不完整"
    return UsageProblem(
        f"{purpose}要用 {name}，这台电脑上没有装{broken}",
        f"运行 python -m pip install {name}；一次装全见 docs/install.zh.md",
    )
