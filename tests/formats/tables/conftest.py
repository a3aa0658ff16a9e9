"""Tables of invented people, exactly as the programs write them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

CASES = Path(__file__).resolve().parents[2] / "cases/tables"


@pytest.fixture
def case() -> Callable[[str], bytes]:
    """Give the bytes of a file in tests/cases/tables."""
    return lambda name: (CASES / name).read_bytes()
