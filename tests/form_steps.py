"""What a person does in the web form, step by step, for the tests in a real browser."""

from __future__ import annotations

import time
from pathlib import Path

from browser import Browser

HOME = "form.html"


def blank_page(window: Browser) -> Browser:
    """The form as it opens for the first time, with nothing remembered from before."""
    home = window.downloads.parent / HOME
    window.open(home)
    window.run("localStorage.clear(); unsaved = false")
    window.open(home)
    for old in window.downloads.iterdir():
        old.unlink()
    return window


def item(label: str, inside: str) -> str:
    """The XPath of something inside the box of a data item."""
    return f"//div[contains(@class,'item')][.//label[text()='{label}']]{inside}"


def go(page: Browser, section: str) -> None:
    page.click(f"//nav//button[span[text()='{section}']]")


def cover(page: Browser) -> None:
    go(page, "园区与评价")
    page.type("//textarea[@id=//label[text()='名称']/@for]", "示例工业社区")
    for label, day in (
        ("评价日", "2026-03-01"),
        ("评价期起", "2025-01-01"),
        ("评价期止", "2025-12-31"),
    ):
        page.run(
            "const made = cover.get('评价.' + arguments[0]); made.set(arguments[1]);"
            "made.node.dispatchEvent(new Event('input', {bubbles: true}))",
            label,
            day,
        )


def saved(page: Browser) -> Path:
    """The file that a click on 存为文件 gives."""
    page.click("//button[@id='save']")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = [f for f in page.downloads.iterdir() if f.suffix == ".json"]
        if found and found[0].stat().st_size:
            return found[0]
        time.sleep(0.05)
    raise AssertionError("nothing was saved")


def settled(page: Browser, xpath: str, text: str) -> str:
    """The text of an element once it holds `text`."""
    until = time.monotonic() + 60
    shown = ""
    while time.monotonic() < until:
        shown = page.text(xpath)
        if text in shown:
            return shown
        time.sleep(0.05)
    raise AssertionError(f"{text!r} is not in {shown!r}")
