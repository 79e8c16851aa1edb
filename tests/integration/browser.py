"""A real headless Chromium, driven through chromedriver's HTTP interface (the W3C WebDriver protocol) with urllib alone.

Both come from the packages ``chromium`` and ``chromium-driver`` of Debian and Ubuntu.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--hide-scrollbars",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome")
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


def chromium() -> str | None:
    """Return the path of Chromium when it and chromedriver are installed."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found if shutil.which("chromedriver") else None


class Browser:
    """One window."""

    def __init__(self, session: str) -> None:
        self._session = session

    def open(self, path: Path) -> None:
        """Load a file and wait for its load event."""
        _request("POST", f"{self._session}/url", {"url": path.as_uri()})

    def run(self, script: str, *arguments: Any) -> Any:
        """Return what the body of a function returns; it works whatever the policy of the page forbids the page."""
        return _request("POST", f"{self._session}/execute/sync", {"script": script, "args": list(arguments)})

    def press(self, keys: str) -> None:
        """Type ``keys`` one after the other, at what has the focus."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        _request("POST", f"{self._session}/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def click(self, selector: str) -> None:
        """Click the first element that ``selector`` finds."""
        _request("POST", f"{self._session}/element/{self._find(selector)}/click", {})

    def hover(self, selector: str) -> None:
        """Move the pointer over the first element that ``selector`` finds."""
        origin = {_ELEMENT: self._find(selector)}
        move = {"type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": origin}
        _request(
            "POST", f"{self._session}/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": [move]}]}
        )

    def screenshot(self, path: Path) -> None:
        """Write what the window shows as a PNG file."""
        path.write_bytes(base64.b64decode(_request("GET", f"{self._session}/screenshot")))

    def emulate(self, command: str, **parameters: Any) -> Any:
        """Send a command of the DevTools protocol."""
        return _request("POST", f"{self._session}/goog/cdp/execute", {"cmd": command, "params": parameters})

    def log(self) -> list[str]:
        """Return the messages of the console since the last call: errors, and what the page's policy refused."""
        return [entry["message"] for entry in _request("POST", f"{self._session}/se/log", {"type": "browser"})]

    def _find(self, selector: str) -> str:
        found: dict[str, str] = _request(
            "POST", f"{self._session}/element", {"using": "css selector", "value": selector}
        )
        return found[_ELEMENT]


@contextmanager
def browser(*, width: int = 1300, height: int = 900, script: bool = True) -> Iterator[Browser]:
    """Start Chromium with an empty profile; ``script=False`` for one in which pages cannot run scripts."""
    driver = subprocess.Popen(
        ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        base = f"http://127.0.0.1:{_port(driver)}"
        options: dict[str, Any] = {"binary": chromium(), "args": [*FLAGS, f"--window-size={width},{height}"]}
        if not script:
            options["prefs"] = {"profile.managed_default_content_settings.javascript": 2}
        capabilities = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        session = _request("POST", f"{base}/session", {"capabilities": {"alwaysMatch": capabilities}})
        address = f"{base}/session/{session['sessionId']}"
        try:
            yield Browser(address)
        finally:
            with suppress(OSError):
                _request("DELETE", address)
    finally:
        driver.terminate()
        driver.wait(10)
        if driver.stdout:
            driver.stdout.close()


def _port(driver: subprocess.Popen[str]) -> int:
    assert driver.stdout is not None
    for line in driver.stdout:
        if "started successfully on port" in line:
            return int(line.rstrip(".\n").rsplit(" ", 1)[1])
    raise RuntimeError(f"chromedriver did not start, exit code {driver.wait()}")


def _request(method: str, url: str, body: dict[str, Any] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=120) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"{method} {url}: {error.read().decode()[:500]}") from error
