"""Real peers: a server for calendars and address books, and programs that read them.

``make peers`` puts them into a folder of their own; without it these tests are skipped.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PEERS, DOCS = PROJECT / ".venv-peers", PROJECT / "docs"
PATIENCE = 30.0  # seconds before a test gives up
MOST = 5  # days of an event that comes back


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    skip = pytest.mark.skip(reason="the peers are not there: make peers")
    for item in items:
        if item.path.is_relative_to(here) and not (PEERS / "ready").exists():
            item.add_marker(skip)


@dataclass(frozen=True)
class Server:
    """Radicale at work: collections of one user, over HTTP as a phone has them."""

    port: int

    def ask(
        self, method: str, path: str, body: str = "", kind: str = "text/vcard"
    ) -> tuple[int, str]:
        """Give the status and the body of an answer."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port)) as line:
            headers = {"Content-Type": f"{kind}; charset=utf-8", "Depth": "1"}
            line.request(method, f"/me/{path}", body.encode(), headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode()

    def put(self, collection: str, name: str, item: str) -> None:
        """Write an item, as a phone does."""
        kind = "text/calendar" if name.endswith(".ics") else "text/vcard"
        status, text = self.ask("PUT", f"{collection}/{name}", item, kind)
        assert status in (201, 204), text

    def names(self, collection: str) -> list[str]:
        """Give the names of the items that a collection holds."""
        status, text = self.ask("PROPFIND", f"{collection}/", kind="application/xml")
        assert status == 207, text
        parts = (each.partition("</")[0] for each in text.split("href>")[1::2])
        paths = (each.rpartition("/")[2] for each in parts)
        return sorted({each for each in paths if each})


class Phone:
    """What a user has besides notes: synced folders, and programs that read them."""

    def __init__(self, home: Path, server: Server, storage: str) -> None:
        """Set everything up; vdirsyncer as the documentation says for a storage."""
        self.home, self.server = home, server
        shown = _config_for(storage)
        (names,) = re.findall(r"^collections = (.*)$", shown, re.MULTILINE)
        self.folders = {name: home / name for _, name, _ in json.loads(names)}
        self.collections = [name for _, _, name in json.loads(names)]
        home.mkdir()
        for key, here in (
            ("status_path", f'"{home}/status/"'),
            ("path", f'"{home}/"'),
            ("url", f'"http://127.0.0.1:{server.port}/"'),
            ("password(?:.fetch)?", '"any"'),
        ):
            line = f"{key.partition('(')[0]} = {here}"
            shown, found = re.subn(f"^{key} = .*$", line, shown, flags=re.MULTILINE)
            assert found == 1, key
        self._write("vdirsyncer.conf", shown)
        self._write("khal.conf", self._khal(birthdays=storage == "carddav"))
        (self.folder, *_) = self.folders.values()
        (self.collection, *_) = self.collections
        self._write("khard.conf", f"[addressbooks]\n[[people]]\npath = {self.folder}\n")
        self._env = {
            **os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
            "VDIRSYNCER_CONFIG": str(home / "vdirsyncer.conf"),
            "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home),
            "XDG_CACHE_HOME": str(home),
        }  # fmt: skip

    def run(self, *words: str, answers: str = "") -> str:
        """Run one of the peers and give all that it says."""
        done = subprocess.run(
            [PEERS / "bin" / words[0], *words[1:]], env=self._env, text=True,
            input=answers, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
        return done.stdout

    def discover(self) -> None:
        """Let the two sides get to know each other, once."""
        self.run("vdirsyncer", "discover", answers="y\n" * 4)

    def sync(self) -> list[str]:
        """Sync both ways; gives what was carried, a line each, as ``updating a``."""
        said = self.run("vdirsyncer", "sync")
        found = re.findall(r"^(?:Copying \()?(\w+)\)? item (\S+)", said, re.MULTILINE)
        return [f"{verb.lower()} {item}" for verb, item in found]

    def khal(self, *words: str) -> list[str]:
        """Give the lines that khal lists."""
        return self.run("khal", "-c", str(self.home / "khal.conf"), *words).splitlines()

    def khard(self, *words: str) -> list[str]:
        """Give the lines that khard lists."""
        said = self.run("khard", "-c", str(self.home / "khard.conf"), *words)
        return said.splitlines()

    def _write(self, name: str, text: str) -> None:
        (self.home / name).write_text(text)

    def _khal(self, *, birthdays: bool) -> str:
        kind = "type = birthdays\n" if birthdays else ""
        calendars = "".join(
            f"[[{name}]]\npath = {path}\nreadonly = True\n{kind}"
            for name, path in self.folders.items()
        )
        return f"""[calendars]
{calendars}[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {self.home}/khal.db
"""


def _config_for(storage: str) -> str:
    """The configuration of vdirsyncer that the documentation shows for a storage."""
    found = [
        config
        for page in sorted(DOCS.glob("*.md"))
        for config in re.findall(
            r"^```ini\n(.*?)^```$", page.read_text("utf-8"), _WHOLE
        )
        if f'type = "{storage}"' in config
    ]
    assert len(found) == 1
    return str(found[0])


_WHOLE = re.MULTILINE | re.DOTALL


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Start a server with its collections in the test's own folder; it ends with it."""
    for _ in range(3):  # another program may take the port in between
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = free.getsockname()[1]
        process = _radicale(tmp_path, port)
        try:
            if _answers(process, port):
                yield Server(port)
                return
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)
    pytest.fail("the server does not start")


def _radicale(home: Path, port: int) -> subprocess.Popen[bytes]:
    config = home / "radicale.conf"
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n"
        f"[storage]\nfilesystem_folder = {home}/collections\n"
    )
    return subprocess.Popen(
        [PEERS / "bin/radicale", "--config", config],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until the server takes calls; False where it has ended."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return True
    return False


@pytest.fixture
def contacts(tmp_path: Path, server: Server) -> Phone:
    """A synced address book."""
    return Phone(tmp_path / "home", server, "carddav")


@pytest.fixture
def calendar(tmp_path: Path, server: Server) -> Phone:
    """Synced calendars."""
    return Phone(tmp_path / "home", server, "caldav")


@pytest.fixture(scope="session")
def ical_js() -> Callable[[Path], list[dict[str, Any]]]:
    """Read a calendar with ical.js, as Thunderbird and Nextcloud do: its events."""
    node, library = shutil.which("node"), PEERS / "node_modules/ical.js"
    if node is None or not library.exists():
        pytest.skip("node or ical.js is not there: make peers")
    script = Path(__file__).parent / "read_ics.cjs"

    def read(path: Path) -> list[dict[str, Any]]:
        words = [
            node,
            str(script),
            str(library / "dist/ical.es5.cjs"),
            str(path),
            str(MOST),
        ]
        done = subprocess.run(
            words, capture_output=True, timeout=PATIENCE, check=False, text=True
        )
        assert done.returncode == 0, done.stderr
        found: list[dict[str, Any]] = json.loads(done.stdout)
        return found

    return read
