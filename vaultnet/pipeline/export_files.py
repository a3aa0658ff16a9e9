"""People -> files: one for everybody, or a folder with one card for each."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from vaultnet.adapters import outbox
from vaultnet.core.exchange.covering import unsaid
from vaultnet.core.exchange.entry import is_plain_uid
from vaultnet.core.exchange.mirror import (
    MEMORY,
    Mirror,
    parse_written,
    plan_mirror,
    render_written,
)
from vaultnet.core.exchange.outgoing import card_name, uid_of
from vaultnet.core.values import Problem
from vaultnet.errors import RefusedToWrite, WrongUsage
from vaultnet.pipeline.exporting import (
    Leaving,
    Outgoing,
    choose,
    document_of,
    is_ours,
    table_of,
    take_out,
)
from vaultnet.pipeline.snapshot import Snapshot

ENDING = {"vcard": ".vcf", "json": ".json", "csv": ".csv"}
"""How the file of each format is called."""

_FEW = 5
"""So many cards may go at once; of more, at most half of what is there."""

_BOM = "\ufeff"
_NOT_ONE = "not one person alone"
_ELSEWHERE = "was changed this moment by another program; export again"


Losing = Callable[[str, bytes, bytes], tuple[str, ...]]
"""From a region, our card and theirs: the properties that theirs has alone."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What went out: how many people, and which files changed, as their names.

    ``text`` is the document where it was to be printed. ``left`` says why a file was
    not touched, ``unsaid`` which properties of it the note lacks; ``held`` are the
    people of whom nothing could be told.
    """

    people: int
    text: str = ""
    path: str = ""
    is_folder: bool = False
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    left: Mapping[str, str] = field(default_factory=dict)
    unsaid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    held: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def export(
    snapshot: Snapshot,
    form: str,
    names: Sequence[str],
    tags: Sequence[str],
    *,
    out: str | None,
    version: str,
    today: date,
    dry: bool,
    overwrite: bool = False,
) -> Exported:
    """Give people to other programs; without ``out`` their document is only made.

    ``form`` is one of ``vcard json csv``, ``version`` that of a vCard. With
    ``overwrite`` a card in a folder gives way to its note whatever it says. Nothing
    is written where nobody is meant. Raises as ``find_contact`` does, WrongUsage, and
    RefusedToWrite, MergeUnderWay where ``out`` lies in a vault that git merges.
    """
    is_folder = out is not None and _is_folder(out)
    if overwrite and not is_folder:
        raise WrongUsage("--overwrite is for a folder of cards: --out FOLDER/")
    if out is not None:
        _check(form, out, is_folder=is_folder)
        if not dry and Path(out).resolve().is_relative_to(snapshot.vault.root):
            snapshot.vault.check_no_merge()
    contacts = choose(snapshot, names, tags)
    if form == "json":
        text = document_of(snapshot, contacts, today) if contacts else ""
        return _to_file(Exported(len(contacts), text), out, form, dry=dry)
    outgoing = take_out(snapshot, contacts)
    begun = Exported(
        len(outgoing.people), held=outgoing.held, problems=outgoing.problems
    )
    if not outgoing.people:
        return begun
    if out is not None and is_folder:
        losing = _unsaid_but if overwrite else _unsaid
        return _to_folder(
            snapshot, begun, outgoing, out, version, losing,
            is_part=bool(names), dry=dry,
        )  # fmt: skip
    if form == "csv":
        text = table_of(outgoing.people)
    else:
        text = "".join(_cards(outgoing.people, version))
    return _to_file(replace(begun, text=text), out, form, dry=dry)


def _is_folder(out: str) -> bool:
    return out.endswith(("/", "\\")) or Path(out).is_dir()


def _check(form: str, out: str, *, is_folder: bool) -> None:
    if is_folder and form != "vcard":
        raise WrongUsage(f"{out} is a folder; {form} is one file, name it")
    if not is_folder and not out.casefold().endswith(ENDING[form]):
        raise WrongUsage(
            f"{out}: name a file that ends in {ENDING[form]}"
            + (", or a folder, with / at its end" if form == "vcard" else "")
        )


def _to_file(done: Exported, out: str | None, form: str, *, dry: bool) -> Exported:
    """Write one file; one that was not written from here is never replaced."""
    if out is None or not done.people:
        return done
    path = Path(out)
    # Excel takes a table for one of the local code page unless it begins so.
    data = f"{_BOM if form == 'csv' else ''}{done.text}".encode("utf-8", "replace")
    before = outbox.read(path)
    if before and not is_ours(form, before):
        raise RefusedToWrite(
            f"{out}: was not written by vaultnet; name another file, or take it away"
        )
    is_new = before != data
    if is_new and not dry:
        outbox.write(path, data)
    return replace(done, path=out, changed=(path.name,) if is_new else ())


def _cards(people: Iterable[Leaving], version: str) -> Iterator[str]:
    """The cards in one file, no two of which have the same UID."""
    from vaultnet.formats.vcard import render_vcard  # noqa: PLC0415 (start-up)

    taken: set[str] = set()
    for each in people:
        uid = _usual_uid(each, taken)
        taken.add(uid)
        yield render_vcard(each.known_as(uid), version=version)


def _usual_uid(each: Leaving, taken: Container[str]) -> str:
    """The UID of a card that came in, where the note could not take it for its own."""
    strange = (uid for uid in each.uids if not is_plain_uid(uid) and uid not in taken)
    return next(strange, each.mark)


def _to_folder(
    snapshot: Snapshot,
    done: Exported,
    outgoing: Outgoing,
    out: str,
    version: str,
    losing: Losing,
    *,
    is_part: bool,
    dry: bool,
) -> Exported:
    """Let a folder hold one card for each; others' files stay as they are.

    Where they are a part of those who belong there (``is_part``) none goes away.
    ``losing`` gives what keeps a card that somebody else wrote from being replaced.
    """
    folder = Path(out)
    present = {
        name: data
        for name in outbox.names(folder)
        if name.casefold().endswith(ENDING["vcard"])
        and (data := outbox.read(folder / name)) is not None
    }
    memory, vault = folder / MEMORY, snapshot.vault.root.name
    written = parse_written(outbox.read(memory) or b"", vault)
    plan = plan_mirror(
        dict(_placed_cards(outgoing.people, present, version)),
        present,
        written,
        held=present if is_part or outgoing.held else (),  # one may be theirs
        unsaid=partial(losing, snapshot.config.people.region),
    )
    if len(plan.remove) > max(_FEW, len(present) // 2):
        raise RefusedToWrite(
            f"{out}: {len(plan.remove)} of {len(present)} cards would go away, and with"
            " the next sync those on the phone; if their notes are really gone, delete"
            " the cards yourself"
        )
    same = Mirror(left=plan.left, written=written, unsaid=plan.unsaid)
    if not dry and plan != same:
        # First all that may stand there in the end, however far this gets.
        outbox.write(memory, render_written(written | plan.written, vault))
        plan = _carry_out(plan, folder, present)
        outbox.write(memory, render_written(plan.written, vault))
    return replace(
        done,
        path=out,
        is_folder=True,
        changed=tuple(sorted(plan.write)),
        removed=plan.remove,
        left={str(folder / name): why for name, why in plan.left.items()},
        unsaid={str(folder / name): each for name, each in plan.unsaid.items()},
    )


def _carry_out(plan: Mirror, folder: Path, present: Mapping[str, bytes]) -> Mirror:
    """Write and take away; gives what was done, for others may write meanwhile."""
    left = dict(plan.left)
    for name in (*plan.write, *plan.remove):
        if outbox.read(folder / name) != present.get(name):
            left[name] = _ELSEWHERE
        elif name in plan.write:
            outbox.write(folder / name, plan.write[name])
        else:
            outbox.remove(folder / name)
    return replace(
        plan,
        write={name: data for name, data in plan.write.items() if name not in left},
        remove=tuple(name for name in plan.remove if name not in left),
        left=left,
    )


def _placed_cards(
    people: Iterable[Leaving], present: Mapping[str, bytes], version: str
) -> Iterator[tuple[str, bytes]]:
    """Give each person's file and what it is to hold.

    Where a file of theirs is there it keeps its name and its UID, whoever made it: two
    files with one UID would stop a sync for good, and another UID is another person.
    """
    from vaultnet.formats.vcard import render_vcard  # noqa: PLC0415 (start-up)

    there: dict[str, str] = {}
    for name, data in present.items():
        uid = uid_of(data.decode("utf-8", "replace"))
        if uid:
            there.setdefault(uid, name)
    taken: set[str] = set()
    names: set[str] = set()
    for each in people:
        known = (each.mark, *each.uids)
        free = (uid for uid in known if uid in there and uid not in taken)
        uid = next(free, _usual_uid(each, taken))
        name = there.get(uid, card_name(each.mark))
        while name in names:
            name = f"_{name}"
        taken.add(uid)
        names.add(name)
        card = render_vcard(each.known_as(uid), version=version)
        yield name, card.encode("utf-8", "replace")


def _unsaid(region: str, mine: bytes, theirs: bytes) -> tuple[str, ...]:
    from vaultnet.formats.vcard import read_vcards  # noqa: PLC0415 (start-up)

    ours, other = read_vcards(mine), read_vcards(theirs)
    if len(ours.people) != 1 or len(other.people) != 1:
        return (_NOT_ONE,)
    lines = tuple(f"line {each.line}" for each in other.skipped if not each.is_kept)
    return (*unsaid(ours.people[0], other.people[0], region), *lines)


def _unsaid_but(region: str, mine: bytes, theirs: bytes) -> tuple[str, ...]:
    """Give what keeps a card from being overwritten though the user wants it."""
    return tuple(each for each in _unsaid(region, mine, theirs) if each == _NOT_ONE)
