from __future__ import annotations

from pathlib import Path

import pytest

from vaultnet.adapters.vault import Vault
from vaultnet.errors import RefusedToWrite


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    (tmp_path / "vault").mkdir()
    return Vault(tmp_path / "vault", tmp_path / "state")


def kept(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "state").glob("*/declined")
    return file


def test_what_was_declined_is_kept_once_and_outside_the_vault(
    vault: Vault, tmp_path: Path
) -> None:
    assert vault.declined() == ()
    vault.decline(["2026-11-02 People/A.md", "2026-11-03 People/B\nC.md"])
    vault.decline(["2026-11-02 People/A.md"])
    wanted = ("2026-11-02 People/A.md", "2026-11-03 People/B C.md")
    assert Vault(vault.root, tmp_path / "state").declined() == wanted
    assert list(vault.root.iterdir()) == []
    assert [p.name for p in kept(tmp_path).parent.iterdir() if p.suffix] == []


def test_a_damaged_file_loses_only_what_is_damaged(
    vault: Vault, tmp_path: Path
) -> None:
    vault.decline(["a"])
    kept(tmp_path).write_bytes(b"a\n\n\xff\x00\nb")
    assert {"a", "b"} <= {*vault.declined()}
    vault.decline(["c"])
    assert {"a", "b", "c"} <= {*vault.declined()}


def test_the_oldest_are_forgotten_first(vault: Vault) -> None:
    vault.decline(map(str, range(50_000)))
    vault.decline(["new"])
    found = vault.declined()
    assert (len(found), found[0], found[-1]) == (50_000, "1", "new")


def test_a_folder_for_state_in_the_vault_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    vault = Vault(tmp_path / "vault", tmp_path / "vault/state")
    with pytest.raises(RefusedToWrite, match="lies in the vault"):
        vault.decline(["a"])
    assert list(vault.root.iterdir()) == []
