"""A browser to click in: Chromium driven over the W3C WebDriver protocol.

Only what the form's tests need; the protocol is JSON over HTTP on this
machine, so the standard library is enough.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--hide-scrollbars",
)  # fmt: skip

_OPENER = build_opener(ProxyHandler({}))  # never by way of a proxy

AVAILABLE = bool(shutil.which("chromedriver") and shutil.which("chromium"))


class Browser:
    """One Chromium with a profile of its own; `with Browser(folder) as b:`.

    folder: where its profile and what it downloads are kept.
    """

    def __init__(self, folder: Path, width: int = 1200, height: int = 900) -> None:
        self.downloads = folder / "downloads"
        self.downloads.mkdir()
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.driver.stdout is not None
        said = ""
        while not (port := re.search(r"started success.* on port ([0-9]+)", said)):
            said = self.driver.stdout.readline()
            assert said, "chromedriver did not start"
        self.base = f"http://127.0.0.1:{port[1]}"
        options = {
            "binary": shutil.which("chromium"),
            "args": [
                *_FLAGS,
                f"--user-data-dir={folder / 'profile'}",
                f"--window-size={width},{height}",
            ],
            "prefs": {"download.default_directory": str(self.downloads)},
        }
        wanted = {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
            "timeouts": {"script": 120_000},  # a loaded machine is slow, not at fault
            "unhandledPromptBehavior": "accept",
        }
        made = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.base += f"/session/{made['sessionId']}"

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._call("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait(10)
            assert self.driver.stdout is not None
            self.driver.stdout.close()

    def _call(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        kind = {"Content-Type": "application/json"}
        request = Request(self.base + path, data, kind, method=method)  # noqa: S310 - this machine
        try:
            with _OPENER.open(request, timeout=150) as answer:
                return json.load(answer)["value"]
        except HTTPError as refused:
            fault = json.load(refused)["value"]
            raise AssertionError(f"{fault['error']}: {fault['message'][:300]}") from None

    def open(self, page: Path) -> None:
        self._call("POST", "/url", {"url": page.as_uri()})

    def before_each_page(self, script: str) -> None:
        """Run a script in every page opened from now on, before the page's own."""
        call = {"cmd": "Page.addScriptToEvaluateOnNewDocument", "params": {"source": script}}
        self._call("POST", "/goog/cdp/execute", call)

    def new_tab(self, page: Path) -> str:
        """Open a page in a further tab and go there; returns the handle of the tab left."""
        before: str = self._call("GET", "/window")
        made = self._call("POST", "/window/new", {"type": "tab"})
        self.tab(made["handle"])
        self.open(page)
        return before

    def tab(self, handle: str) -> None:
        """Go to another tab."""
        self._call("POST", "/window", {"handle": handle})

    def close_tab(self, back: str) -> None:
        """Close the tab one is in and go back to another."""
        self._call("DELETE", "/window")
        self.tab(back)

    def handle(self) -> str:
        """The handle of the tab one is in."""
        here: str = self._call("GET", "/window")
        return here

    def run(self, script: str, *args: object) -> Any:
        """Run a function body in the page; returns what it returns."""
        return self._call("POST", "/execute/sync", {"script": script, "args": args})

    def find(self, xpath: str) -> str:
        found = self._call("POST", "/element", {"using": "xpath", "value": xpath})
        element: str = found[_ELEMENT]
        return element

    def click(self, xpath: str) -> None:
        element = self.find(xpath)
        # As a person would: scrolled to where nothing that stays on top covers it.
        self.run("arguments[0].scrollIntoView({block: 'center'})", {_ELEMENT: element})
        self._call("POST", f"/element/{element}/click", {})

    def type(self, xpath: str, text: str, *, clear: bool = True) -> None:
        element = self.find(xpath)
        if clear:
            self._call("POST", f"/element/{element}/clear", {})
        self._call("POST", f"/element/{element}/value", {"text": text})

    def text(self, xpath: str) -> str:
        shown: str = self._call("GET", f"/element/{self.find(xpath)}/text")
        return shown

    def resize(self, width: int, height: int) -> None:
        self._call("POST", "/window/rect", {"width": width, "height": height})

    def printed(self) -> str:
        """The page as it prints, a PDF in base64."""
        data: str = self._call("POST", "/print", {})
        return data

    def screenshot(self) -> bytes:
        return base64.b64decode(self._call("GET", "/screenshot"))

    def complaints(self) -> list[str]:
        """What the page wrote to the console as errors."""
        log = self._call("POST", "/se/log", {"type": "browser"})
        return [line["message"] for line in log if line["level"] == "SEVERE"]
