"""Writing a note: whole or not at all, and nobody's words are lost."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from vaultnet.adapters.vault import Edit, Vault
from vaultnet.adapters.vault.lease import Hold, give_back, take
from vaultnet.errors import Busy, RefusedToWrite

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
posix = pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="a matter of Linux")


def adding(line: bytes) -> Edit:
    """An edit that adds a line at the end."""
    return lambda now: (now or b"") + line


def just_now(path: Path) -> None:
    """Make a note look as if somebody had just saved it."""
    os.utime(path)


def test_a_change_is_whole_and_leaves_nothing_beside_it(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old\n"})
    vault = Vault(root)
    assert vault.change("Ana.md", adding(b"new\n")) is True
    assert vault.change("New/Tom.md", adding(b"hello")) is True
    assert (root / "Ana.md").read_bytes() == b"old\nnew\n"
    assert (root / "New/Tom.md").read_bytes() == b"hello"
    assert sorted(path.name for path in root.glob("**/.*")) == [".obsidian"]


@pytest.mark.parametrize("edit", [lambda now: now, lambda _now: None])
def test_nothing_to_change_writes_nothing(make_vault: MakeVault, edit: Edit) -> None:
    root = make_vault({"Ana.md": "same"})
    before = (root / "Ana.md").stat()
    assert Vault(root).change("Ana.md", edit) is False
    after = (root / "Ana.md").stat()
    assert (after.st_ino, after.st_mtime) == (before.st_ino, before.st_mtime)
    assert not any((root.parent / "state").glob("*/journal/*"))


def test_what_somebody_wrote_meanwhile_is_planned_on_again(
    make_vault: MakeVault,
) -> None:
    root = make_vault({"Ana.md": "old\n"})
    seen: list[bytes | None] = []

    def edit(now: bytes | None) -> bytes:
        seen.append(now)
        if len(seen) == 1:
            (root / "Ana.md").write_bytes(b"old\ntheirs\n")
        return (now or b"") + b"ours\n"

    assert Vault(root, quiet=0).change("Ana.md", edit)
    assert seen == [b"old\n", b"old\ntheirs\n"]
    assert (root / "Ana.md").read_bytes() == b"old\ntheirs\nours\n"


def test_a_note_that_appears_meanwhile_is_not_overwritten(
    make_vault: MakeVault,
) -> None:
    root = make_vault({})

    def edit(now: bytes | None) -> bytes | None:
        if now is None:
            (root / "Ana.md").write_bytes(b"theirs")
            return b"ours"
        return None

    assert Vault(root, quiet=0).change("Ana.md", edit) is False
    assert (root / "Ana.md").read_bytes() == b"theirs"
    assert [path.name for path in root.iterdir() if path.name[0] != "."] == ["Ana.md"]


def test_an_edit_that_refuses_changes_nothing(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old"})

    def edit(_now: bytes | None) -> bytes:
        raise RefusedToWrite("Ana.md: not this one")

    with pytest.raises(RefusedToWrite, match="not this one"):
        Vault(root).change("Ana.md", edit)
    assert (root / "Ana.md").read_bytes() == b"old"


def test_a_note_that_was_just_saved_is_busy(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old"})
    just_now(root / "Ana.md")
    with pytest.raises(Busy, match=r"Ana\.md: .* again"):
        Vault(root, patience=0).change("Ana.md", adding(b"new"))
    assert (root / "Ana.md").read_bytes() == b"old"


def test_nothing_to_change_in_a_busy_note_is_no_matter(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old"})
    just_now(root / "Ana.md")
    assert Vault(root, patience=0).change("Ana.md", lambda now: now) is False


def test_a_command_waits_until_the_note_is_quiet(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old\n"})
    just_now(root / "Ana.md")
    begun = time.monotonic()
    assert Vault(root, quiet=0.3).change("Ana.md", adding(b"new\n"))
    assert time.monotonic() - begun > 0.2


def test_what_vaultnet_wrote_itself_is_quiet(make_vault: MakeVault) -> None:
    root = make_vault({})
    vault = Vault(root, patience=0)
    for number in range(3):
        assert vault.change("Ana.md", adding(b"%d\n" % number))
    assert vault.is_ours("Ana.md", b"0\n1\n2\n")
    assert not vault.is_ours("Ana.md", b"0\n1\n")
    assert not vault.is_ours("Tom.md", b"0\n1\n2\n")


def test_a_time_in_the_future_is_judged_by_two_looks(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old\n"})
    os.utime(root / "Ana.md", (4e9, 4e9))
    with pytest.raises(Busy):
        Vault(root, patience=0).change("Ana.md", adding(b"new\n"))
    assert Vault(root, patience=2, quiet=0.1).change("Ana.md", adding(b"new\n"))


@linux
def test_a_note_that_is_open_for_writing_is_busy(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old\n"})
    with (root / "Ana.md").open("rb") as file:
        if take(file.fileno(), 0) is Hold.UNKNOWN:
            pytest.skip("this disk has no leases")
        give_back(file.fileno())
    vault = Vault(root, patience=0)
    with (root / "Ana.md").open("ab"), pytest.raises(Busy):
        vault.change("Ana.md", adding(b"new\n"))
    assert (root / "Ana.md").read_bytes() == b"old\n"
    assert vault.change("Ana.md", adding(b"new\n"))


def save_with_an_old_copy(path: Path, text: bytes) -> None:
    """Save as an editor does that had read the note before we wrote it."""
    path.write_bytes(text)


def test_our_words_come_back_where_an_old_copy_was_saved_over_them(
    make_vault: MakeVault,
) -> None:
    root = make_vault({"Ana.md": "# Ana\n\n## Log\n- old\n"})
    vault = Vault(root, quiet=0)
    vault.change("Ana.md", lambda now: (now or b"").replace(b"- old", b"- ours\n- old"))
    save_with_an_old_copy(root / "Ana.md", b"# Ana\n\n## Log\n- old\n- theirs\n")
    (said,) = vault.recover()
    assert said.startswith("Ana.md: put back")
    assert (root / "Ana.md").read_bytes() == (
        b"# Ana\n\n## Log\n- ours\n- old\n- theirs\n"
    )
    assert vault.recover() == ()


def test_the_next_change_puts_them_back_as_well(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old\n"})
    vault = Vault(root, quiet=0)
    vault.change("Ana.md", adding(b"one\n"))
    save_with_an_old_copy(root / "Ana.md", b"theirs\nold\n")
    vault.change("Ana.md", adding(b"two\n"))
    assert (root / "Ana.md").read_bytes() == b"theirs\nold\none\ntwo\n"


def test_whoever_takes_our_words_away_later_means_it(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old\n"})
    vault = Vault(root, quiet=0)
    vault.change("Ana.md", adding(b"ours\n"))
    (root / "Ana.md").write_bytes(b"old\ntheirs\n")
    later = time.time() + 4
    os.utime(root / "Ana.md", (later, later))
    assert vault.recover() == ()
    assert (root / "Ana.md").read_bytes() == b"old\ntheirs\n"


def test_whoever_takes_them_away_again_and_again_means_it(
    make_vault: MakeVault,
) -> None:
    root = make_vault({"Ana.md": "old\n"})
    vault = Vault(root, quiet=0)
    vault.change("Ana.md", adding(b"ours\n"))
    for number in range(3):
        (root / "Ana.md").write_bytes(b"old\ntheirs %d\n" % number)
        assert vault.recover()
    (root / "Ana.md").write_bytes(b"old\ntheirs\n")
    assert vault.recover() == ()


@pytest.mark.parametrize(
    "line",
    [
        b"- 2026-11-24 call: she moved to Porto [[W|2026-W48]]",
        b"- 2026-11-23 call: she moved away",
        b"- 2026-11-24 text: she has moved",
    ],
)
def test_whoever_works_on_our_words_at_once_has_seen_them(
    make_vault: MakeVault, line: bytes
) -> None:
    root = make_vault({"Ana.md": "## Log\n- old\n"})
    vault = Vault(root, quiet=0)
    ours = b"- 2026-11-24 call: she moved away [[W|2026-W48]]"
    vault.change(
        "Ana.md", lambda now: (now or b"").replace(b"- old", ours + b"\n- old")
    )
    edited = b"## Log\n" + line + b"\n- old\n- more\n"
    save_with_an_old_copy(root / "Ana.md", edited)
    assert vault.recover() == ()
    vault.change("Ana.md", adding(b"later\n"))
    assert (root / "Ana.md").read_bytes() == edited + b"later\n"


@pytest.mark.parametrize("now", [b"old\n", b"another text\n"])
def test_a_note_that_was_brought_back_or_replaced_stays(
    make_vault: MakeVault, now: bytes
) -> None:
    root = make_vault({"Ana.md": "old\n"})
    vault = Vault(root, quiet=0)
    vault.change("Ana.md", adding(b"ours\n"))
    (root / "Ana.md").write_bytes(now)
    assert vault.recover() == ()
    assert (root / "Ana.md").read_bytes() == now


@pytest.mark.parametrize("now", [b"old\n* ours\n", b"old\n-  ours  \nmore\n"])
def test_a_line_that_was_only_formatted_anew_is_not_doubled(
    make_vault: MakeVault, now: bytes
) -> None:
    root = make_vault({"Ana.md": "old\n"})
    vault = Vault(root, quiet=0)
    vault.change("Ana.md", adding(b"- ours\n"))
    (root / "Ana.md").write_bytes(now)
    assert vault.recover() == ()
    assert (root / "Ana.md").read_bytes() == now


@pytest.mark.parametrize(
    "data",
    [b"a\r\nb\r\n", b"\xef\xbb\xbfa\n", b"no last line end", b"\xff\xfe not text", b""],
)
def test_bytes_that_an_edit_leaves_alone_stay(
    make_vault: MakeVault, data: bytes
) -> None:
    root = make_vault({"Ana.md": data})
    Vault(root).change("Ana.md", adding(b"!"))
    assert (root / "Ana.md").read_bytes() == data + b"!"


@posix
def test_permissions_are_kept_and_new_notes_get_the_usual_ones(
    make_vault: MakeVault,
) -> None:
    root = make_vault({"Ana.md": "old"})
    (root / "Ana.md").chmod(0o640)
    old = os.umask(0o022)
    try:
        Vault(root).change("Ana.md", adding(b"new"))
        Vault(root).change("Tom.md", adding(b"new"))
    finally:
        os.umask(old)
    assert stat.S_IMODE((root / "Ana.md").stat().st_mode) == 0o640
    assert stat.S_IMODE((root / "Tom.md").stat().st_mode) == 0o644


@linux
def test_a_note_that_is_read_only_is_left_alone(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old\n"})
    (root / "Ana.md").chmod(0o444)
    with pytest.raises(RefusedToWrite, match="read-only"):
        Vault(root).change("Ana.md", adding(b"new\n"))
    assert (root / "Ana.md").read_bytes() == b"old\n"


def test_labels_are_kept(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old"})
    try:
        os.setxattr(root / "Ana.md", "user.colour", b"green")
    except OSError:
        pytest.skip("this disk has no extended attributes")
    Vault(root).change("Ana.md", adding(b"new"))
    assert os.getxattr(root / "Ana.md", "user.colour") == b"green"


@posix
def test_through_a_symlink_its_target_is_written(make_vault: MakeVault) -> None:
    root = make_vault({"Real/Ana.md": "old"})
    (root / "Ana.md").symlink_to("Real/Ana.md")
    Vault(root).change("Ana.md", adding(b" new"))
    assert (root / "Ana.md").is_symlink()
    assert (root / "Real/Ana.md").read_bytes() == b"old new"


@posix
def test_a_note_with_two_names_keeps_both(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old, and longer"})
    os.link(root / "Ana.md", root / "Same.md")
    Vault(root).change("Ana.md", lambda _now: b"new")
    assert (root / "Same.md").read_bytes() == b"new"
    assert (root / "Ana.md").samefile(root / "Same.md")


def test_nothing_is_written_outside_the_vault(make_vault: MakeVault) -> None:
    root = make_vault({})
    with pytest.raises(RefusedToWrite, match="out of the vault"):
        Vault(root).change("../x.md", adding(b"new"))
    assert not (root.parent / "x.md").exists()


def test_the_state_never_lies_in_the_vault(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": "old"})
    with pytest.raises(RefusedToWrite, match="VAULTNET_STATE"):
        Vault(root, root / ".vaultnet").change("Ana.md", adding(b"new"))
    assert not (root / ".vaultnet").exists()


CONFLICT = b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n"


def test_a_note_in_conflict_is_only_written_to_mend_it(make_vault: MakeVault) -> None:
    root = make_vault({"Ana.md": CONFLICT})
    with pytest.raises(RefusedToWrite, match="conflict"):
        Vault(root).change("Ana.md", adding(b"new\n"))
    assert Vault(root).change("Ana.md", lambda _now: b"a\nb\nc\n")


@pytest.mark.parametrize("mark", ["MERGE_HEAD", "rebase-merge", "CHERRY_PICK_HEAD"])
@pytest.mark.parametrize("as_worktree", [False, True])
def test_while_git_merges_nothing_is_written(
    make_vault: MakeVault, tmp_path: Path, mark: str, as_worktree: bool
) -> None:
    root = make_vault({})
    vault = Vault(root)
    vault.check_no_merge()
    git = tmp_path / "elsewhere" if as_worktree else root / ".git"
    (git / mark).mkdir(parents=True)
    if as_worktree:
        (root / ".git").write_text("gitdir: ../elsewhere\n")
    with pytest.raises(RefusedToWrite, match="merge"):
        vault.change("Ana.md", adding(b"new"))
    assert not (root / "Ana.md").exists()


@contextmanager
def sealed(folder: Path) -> Iterator[None]:
    """Keep a folder from being written, for root, too."""
    if os.geteuid():
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    chattr = shutil.which("chattr")
    sealing = [chattr or "false", "+i", str(folder)]
    if subprocess.run(sealing, check=False, capture_output=True).returncode:
        pytest.skip("root may write everywhere here")
    try:
        yield
    finally:
        subprocess.run([sealing[0], "-i", str(folder)], check=True)


def left_in(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.name != ".obsidian")


@posix
@pytest.mark.parametrize("path", ["Ana.md", "Tom.md"])
def test_a_folder_that_cannot_be_written_is_a_refusal(
    make_vault: MakeVault, path: str
) -> None:
    root = make_vault({"Ana.md": "old"})
    vault = Vault(root)
    with sealed(root), pytest.raises(RefusedToWrite, match="not allowed"):
        vault.change(path, adding(b"new"))
    assert left_in(root) == ["Ana.md"]
    assert (root / "Ana.md").read_bytes() == b"old"
    assert vault.recover() == ()
    assert (root / "Ana.md").read_bytes() == b"old"


@posix
def test_a_state_folder_that_cannot_be_written_is_a_refusal(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    root = make_vault({"Ana.md": "old"})
    (tmp_path / "sealed").mkdir()
    vault = Vault(root, tmp_path / "sealed")
    with sealed(tmp_path / "sealed"), pytest.raises(RefusedToWrite, match="sealed"):
        vault.change("Ana.md", adding(b"new"))
    assert (root / "Ana.md").read_bytes() == b"old"


def write_in_little_room(
    root: Path, state: Path, most: int
) -> subprocess.CompletedProcess[str]:
    code = f"""
import resource, sys
from pathlib import Path
from vaultnet.adapters.vault import Vault
from vaultnet.errors import RefusedToWrite
resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))
try:
    vault = Vault(Path(sys.argv[1]), Path(sys.argv[2]))
    vault.change("Ana.md", lambda now: now + b"new" * 1000)
except RefusedToWrite as refused:
    print(refused)
    sys.exit(refused.exit_code)
"""
    return subprocess.run(
        [sys.executable, "-c", code, str(root), str(state)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@posix
@pytest.mark.parametrize("most", [100, 1000, 3000])
def test_a_file_that_may_not_grow_is_a_refusal(
    make_vault: MakeVault, tmp_path: Path, most: int
) -> None:
    root = make_vault({"Ana.md": "old"})
    done = write_in_little_room(root, tmp_path / "state", most)
    assert (done.returncode, done.stderr) == (5, "")
    assert "nothing was written" in done.stdout
    assert left_in(root) == ["Ana.md"]
    assert (root / "Ana.md").read_bytes() == b"old"


@linux
@pytest.mark.parametrize("full", ["vault", "state"])
def test_a_full_disk_is_a_refusal(tmp_path: Path, full: str) -> None:
    disk = tmp_path / full
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
    if os.geteuid() or subprocess.run(mounting, check=False).returncode:
        pytest.skip("only root can make a small disk")
    try:
        (tmp_path / "vault").mkdir(exist_ok=True)
        note = tmp_path / "vault/Ana.md"
        note.write_bytes(b"old")
        vault = Vault(tmp_path / "vault", tmp_path / "state", quiet=0)
        with pytest.raises(RefusedToWrite, match="full"):
            vault.change("Ana.md", lambda now: (now or b"") + b"x" * 100_000)
        assert note.read_bytes() == b"old"
        assert left_in(tmp_path / "vault") == ["Ana.md"]
        assert vault.change("Ana.md", adding(b" new"))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_two_processes_at_once_lose_nothing(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    root = make_vault({"Ana.md": "start\n"})
    code = """
import sys
from pathlib import Path
from vaultnet.adapters.vault import Vault
for number in range(20):
    line = f"{sys.argv[3]} {number}\\n".encode()
    Vault(Path(sys.argv[1]), Path(sys.argv[2])).change("Ana.md", lambda now: now + line)
"""
    words = [sys.executable, "-c", code, str(root), str(tmp_path / "state")]
    both = [subprocess.Popen([*words, name]) for name in ("one", "two")]
    assert [each.wait(60) for each in both] == [0, 0]
    found = (root / "Ana.md").read_text().splitlines()
    assert sorted(found) == sorted(
        ["start", *(f"{name} {n}" for name in ("one", "two") for n in range(20))]
    )
