"""Run as ``python -m vaultnet``."""

from __future__ import annotations

import sys

_FAULT = 70  # EX_SOFTWARE of sysexits.h


def main() -> None:
    """Run the command line, or merge a note for git without loading all of it."""
    if sys.argv[1:2] == ["merge-driver"] and not sys.argv[-1].startswith("-"):
        sys.exit(_merge(sys.argv[2:]))
    from vaultnet.cli import main as command_line  # noqa: PLC0415

    command_line()


def _merge(words: list[str]) -> int:
    """Git merges a hundred notes with a hundred calls: click alone doubles the time."""
    from vaultnet.errors import VaultnetError  # noqa: PLC0415
    from vaultnet.pipeline.merge_driver import drive  # noqa: PLC0415

    try:
        return drive(words)
    except VaultnetError as error:
        sys.stderr.write(f"vaultnet: {error}\n")
        return error.exit_code
    except Exception as fault:
        sys.stderr.write(f"vaultnet: a fault of ours, nothing was written: {fault!r}\n")
        return _FAULT


if __name__ == "__main__":
    main()
