"""Imported people: offered ten at a time, and only taken up by the user."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Any]

CARDS = "Network/Cards.md"


class Vault:
    def __init__(self, root: Path, run: Run) -> None:
        self.root, self._run = root, run

    def text(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def edit(self, old: str, new: str, path: str = CARDS) -> None:
        text = self.text(path)
        assert old in text
        (self.root / path).write_bytes(text.replace(old, new, 1).encode())
        os.utime(self.root / path, ns=(10**18, 10**18))

    def week(self, today: str = "2026-11-24") -> Any:
        said = self._run("--vault", self.root, "week", "--json", today=today)
        assert said.code == 0, said.err
        return json.loads(said.out)

    def offered(self) -> list[str]:
        return re.findall(
            r"^- \[ \] keep in touch with \[\[(.*?)\]\]", self.text(CARDS), re.M
        )


@pytest.fixture
def vault(make_vault: MakeVault, vaultnet: Run) -> Vault:
    head = "---\nimported_from: linkedin\nmet: 2026-{:02}-01\ncompany: Acme\n---\n"
    notes = {f"People/P{n:02}.md": head.format(1 + n % 10) for n in range(14)}
    root = make_vault(notes | {"People/Ana.md": "## Log\n- 2026-11-02 call: hi\n"})
    for path in notes:
        os.utime(root / path, ns=(10**18, 10**18))
    return Vault(root, vaultnet)


def test_ten_are_offered_the_newest_first_and_none_enters_the_week(
    vault: Vault,
) -> None:
    assert vault.week()["check_ins"] == []
    assert vault.offered() == [
        "P09", "P08", "P07", "P06", "P05", "P04", "P03", "P13", "P02", "P12",
    ]  # fmt: skip
    assert "- [ ] keep in touch with [[P09]] · met 2026-10-01 · Acme\n" in vault.text(
        CARDS
    )
    before = vault.text(CARDS)
    vault.week()
    assert vault.text(CARDS) == before


def test_the_day_of_connecting_orders_them_where_no_meeting_is_known(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    head = "---\nimported_from: linkedin\nconnected_on: {}\n---\n"
    days = {"Ana": "2019-04-11", "Bo": "2026-02-01", "Cleo": "2021-11-28"}
    notes = {f"People/{name}.md": head.format(day) for name, day in days.items()}
    vault = Vault(make_vault(notes), vaultnet)
    vault.week()
    assert vault.offered() == ["Bo", "Cleo", "Ana"]


def test_a_tick_takes_somebody_up_and_another_comes(vault: Vault) -> None:
    vault.week()
    vault.edit("- [ ] keep in touch with [[P09]]", "- [x] keep in touch with [[P09]]")
    vault.week()
    assert vault.text("People/P09.md").endswith("cadence: auto\n---\n")
    assert "P09" not in vault.offered()
    assert vault.offered()[-1] == "P01"
    assert len(vault.offered()) == 10
    check_ins = vault.week(today="2026-11-30")["check_ins"]
    assert [each["name"] for each in check_ins] == ["P09"]


@pytest.mark.parametrize("own", ["cadence: quarterly", "cadence: auto"])
def test_a_cadence_of_their_own_takes_them_up(vault: Vault, own: str) -> None:
    vault.week()
    vault.edit("company: Acme", f"company: Acme\n{own}", "People/P09.md")
    vault.week()
    assert "P09" not in vault.text(CARDS)


def test_whoever_is_let_be_is_not_offered_again(vault: Vault) -> None:
    vault.week()
    vault.edit("- [ ] keep in touch with [[P09]]", "- [-] keep in touch with [[P09]]")
    vault.week()
    vault.week()
    assert "P09" not in vault.text(CARDS)
    assert "cadence" not in vault.text("People/P09.md")
    assert len(vault.offered()) == 10


def test_a_line_that_was_deleted_does_not_come_back(vault: Vault) -> None:
    vault.week()
    vault.edit("- [ ] keep in touch with [[P09]] · met 2026-10-01 · Acme\n", "")
    vault.week()
    assert "P09" not in vault.offered()


def test_a_line_on_which_the_user_wrote_stays(vault: Vault) -> None:
    vault.week()
    line = "keep in touch with [[P09]] · met 2026-10-01 · Acme"
    vault.edit(f"- [ ] {line}", f"- [x] {line} my old boss")
    vault.week()
    assert f"- [x] {line} my old boss" in vault.text(CARDS)
    assert "cadence: auto" in vault.text("People/P09.md")


def test_the_last_line_goes_as_the_others_do(vault: Vault) -> None:
    vault.week()
    last = vault.offered()[-1]
    vault.edit(
        f"- [ ] keep in touch with [[{last}]]", f"- [x] keep in touch with [[{last}]]"
    )
    vault.week()
    assert last not in vault.text(CARDS)


def test_a_vault_without_imports_gets_no_such_note(
    make_vault: MakeVault, vaultnet: Run
) -> None:
    other = Vault(make_vault({"People/Ana.md": "## Log\n- 2026-11-02 hi\n"}), vaultnet)
    other.week()
    assert not (other.root / CARDS).exists()
