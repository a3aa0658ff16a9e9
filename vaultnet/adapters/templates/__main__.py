"""The child process in which the vault's own templates are rendered.

It reads one JSON object from stdin and writes one line of JSON for each job as soon
as it is done, so that the parent knows which job we did not survive.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from vaultnet.adapters.templates.complaint import complain
from vaultnet.adapters.templates.sandbox import Sandbox, Source, render
from vaultnet.adapters.templates.shelf import find_own, read_built_in, read_own

_SECONDS = 2
_MEMORY = 512 * 1024 * 1024  # bytes


def main() -> None:
    """Render the jobs of stdin."""
    request = json.loads(sys.stdin.buffer.read())
    own, built_in = Path(request["own"]), Path(request["built_in"])
    _limit_ourselves()
    sandbox = _make_sandbox(own, built_in)
    for name, context in request["jobs"]:
        answer = _answer(sandbox, own, name, context)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _answer(
    sandbox: Sandbox, own: Path, name: str, context: Mapping[str, object]
) -> dict[str, object]:
    try:
        return {"text": render(sandbox, name, context)}
    except Exception as error:
        path, line, reason = complain(error, own, name)
        return {"path": path, "line": line, "reason": reason}


def _make_sandbox(own: Path, built_in: Path) -> Sandbox:
    def load(name: str) -> Source | None:
        path = find_own(own, name)
        if path is not None:
            return read_own(path), str(path), lambda: True
        text = read_built_in(built_in, name)
        return None if text is None else (text, str(built_in / name), lambda: True)

    return Sandbox(load)


def _limit_ourselves() -> None:
    """Set limits, as far as the system knows them: no writing, no child processes."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    for limit, value in (
        ("RLIMIT_CPU", _SECONDS),
        ("RLIMIT_AS", _MEMORY),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NPROC", 0),
    ):
        with contextlib.suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, limit), (value, value))


if __name__ == "__main__":
    main()
