"""What all tests share: small vaults, the command line, golden files."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from vaultnet.cli import run as run_words

TESTS = Path(__file__).resolve().parent
PROJECT = TESTS.parent

# The short run tries the same examples each time, so that a red suite means a change;
# the long one looks further, and elsewhere each time.
settings.register_profile(
    "short",
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile(
    "long", max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

MakeVault = Callable[[Mapping[str, str | bytes]], Path]

_LONG_AGO = 1_700_000_000  # seconds since 1970


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    out: str
    err: str
    code: int


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write them anew")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    if config.getoption("-m"):
        return
    skip = pytest.mark.skip(reason="takes minutes: make long")
    for item in items:
        if "long" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the journal of a test away from that of whoever runs it."""
    monkeypatch.setenv("VAULTNET_STATE", str(tmp_path / "state"))


@pytest.fixture
def make_vault(tmp_path: Path) -> MakeVault:
    """Make a vault of these notes: text by path."""

    def make(notes: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "vault"
        (root / ".obsidian").mkdir(parents=True, exist_ok=True)
        for name, content in notes.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content if isinstance(content, bytes) else content.encode()
            path.write_bytes(data)
            os.utime(path, (_LONG_AGO, _LONG_AGO))  # quiet enough to be written
        return root

    return make


@pytest.fixture
def vaultnet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Run the command line in this process, on the demo's day."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("VAULTNET_VAULT", raising=False)

    def run(
        *words: str | Path, today: str = "2026-11-23", cwd: Path | None = None
    ) -> Said:
        monkeypatch.chdir(cwd or tmp_path)
        before = ["--cache", str(tmp_path / "cache"), "--today", today]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run_words([*before, *map(str, words)])
        return Said(out.getvalue(), err.getvalue(), code)

    return run


@pytest.fixture
def vaultnet_process(tmp_path: Path) -> Callable[..., Said]:
    """Run the command line in a process of its own, on the demo's day."""

    def run(
        *words: str | Path, today: str = "2026-11-23", cwd: Path | None = None
    ) -> Said:
        command = [sys.executable, "-m", "vaultnet", "--cache", str(tmp_path / "cache")]
        done = subprocess.run(
            [*command, "--today", today, *map(str, words)],
            capture_output=True,
            cwd=cwd or tmp_path,
            env={**os.environ, "PYTHONWARNINGS": "error", "NO_COLOR": "1"},
            timeout=60,
            check=False,
        )
        return Said(done.stdout.decode(), done.stderr.decode(), done.returncode)

    return run


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME, or write it there anew."""

    def compare(name: str, text: str) -> None:
        path = TESTS / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.read_bytes().decode() == text

    return compare


@pytest.fixture
def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git as it comes, whatever this machine is set to, and one author at one time."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ana")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ana@example.org")
        monkeypatch.setenv(f"GIT_{role}_DATE", "1700000000 +0000")
