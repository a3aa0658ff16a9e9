"""Files of other programs -> traces: which reader reads what, and who you are."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from vaultnet.adapters.inbox import Seen, read_lines, read_maildir, read_whole, unseen
from vaultnet.core.exchange.reaching import Directory
from vaultnet.core.exchange.traces import Peer, Sort, Trace, Traces, Window
from vaultnet.core.kinds import Kind
from vaultnet.errors import CannotImport, WrongUsage
from vaultnet.formats.traces.linkedin import messages_by, read_messages, whose
from vaultnet.formats.traces.mail import mails_by, read_mails, senders
from vaultnet.formats.traces.mbox import Head, read_head, split_mbox
from vaultnet.formats.traces.whatsapp import read_chat, who_else

_SECONDS = 60.0  # that a calendar may take to be worked out
_TABLES = ("messages.csv",)
_CHATS = ("_chat.txt", "*whatsapp*.txt", "*.txt")
_SHOWN = 3  # addresses that a question names


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user said: the days to look at, who they are, and how days are written.

    ``dates`` is one of ``dmy mdy ymd``, or empty; ``seen`` is told how many bytes
    more were read.
    """

    window: Window
    me: frozenset[Peer] = frozenset()
    dates: str = ""
    seen: Seen = unseen


_Reader = Callable[[Sequence[Path], Asked, Directory], Traces]


def read_traces(
    source: str, files: Sequence[Path], asked: Asked, directory: Directory
) -> Traces:
    """Give what files tell; ``source`` is one of ``SOURCES``.

    Raises CannotImport where one of them cannot be read at all, and WrongUsage
    where the user has to say who they are or how days are written.
    """
    return SOURCES[source](files, asked, directory)


def _of_mbox(files: Sequence[Path], asked: Asked, _directory: Directory) -> Traces:
    def heads(file: Path) -> Iterator[Head]:
        whole = file / "mbox" if file.is_dir() else file  # as Apple Mail exports it
        begun = False
        for head in split_mbox(read_lines(whole, seen=asked.seen)):
            begun = True
            yield head
        if not begun and whole.stat().st_size:
            raise CannotImport(f"{file}: is no mbox file: no mail begins in it")

    return _of_mails(chain.from_iterable(map(heads, files)), asked)


def _of_maildir(files: Sequence[Path], asked: Asked, _directory: Directory) -> Traces:
    folders = (read_maildir(folder, asked.seen) for folder in files)
    return _of_mails(map(read_head, chain.from_iterable(folders)), asked)


def _of_mails(heads: Iterable[Head], asked: Asked) -> Traces:
    mails = read_mails(heads, asked.window)
    found = senders(mails)
    me = _known_by(asked, Sort.EMAIL)
    if not me and len(found) > 1:
        raise WrongUsage(_who_are_you("--me ADDRESS", found))
    return mails_by(mails, me or frozenset(found))


def _of_linkedin(files: Sequence[Path], asked: Asked, _directory: Directory) -> Traces:
    told: list[Traces] = []
    for file in files:
        with _about(file):
            lines = _texts(read_lines(file, _TABLES, asked.seen))
            messages = read_messages(lines, asked.window)
            me = _known_by(asked, Sort.LINKEDIN)
            found = whose(messages)
            if not me and messages.messages and len(found) != 1:
                raise WrongUsage(_who_are_you("--me PROFILE", found))
            told.append(messages_by(messages, me or frozenset(found), asked.window))
    return _joined(told)


def _of_calendar(files: Sequence[Path], asked: Asked, _directory: Directory) -> Traces:
    from vaultnet.formats.traces.meetings import (  # noqa: PLC0415 (66 ms, if needed)
        read_meetings,
    )

    told: list[Traces] = []
    for file in files:
        end = time.monotonic() + _SECONDS
        with _about(file):
            for each in read_meetings(read_whole(file), asked.window, asked.me):
                told.append(each)
                if time.monotonic() > end:
                    told.append(
                        Traces(left={"the rest of a calendar that takes too long": 1})
                    )
                    break
    return _joined(told)


def _of_whatsapp(files: Sequence[Path], asked: Asked, directory: Directory) -> Traces:
    return _joined([_of_chat(file, asked, directory) for file in files])


def _of_chat(file: Path, asked: Asked, directory: Directory) -> Traces:
    with _about(file):
        chat = read_chat(
            _texts(read_lines(file, _CHATS, asked.seen)),
            title=file.stem,
            order=asked.dates,
            today=asked.window.until,
        )
        others = who_else(chat, asked.me)
        known = tuple(each for each in others if directory.meant(each))
        if len(known) > 1:
            raise WrongUsage(_who_are_you("--me NAME", known))
    if not others:
        return Traces(left={"chats of more than two": 1})
    left = Counter({"without a date that can be read": chat.unread})
    traces = []
    for day in dict.fromkeys(day for days in chat.days.values() for day in days):
        why = asked.window.leaves_out(day)
        if why:
            left[why] += 1
        else:
            traces.append(Trace(day, Kind.CHAT, known or others))
    return Traces(tuple(traces), +left)


SOURCES: Mapping[str, _Reader] = {
    "linkedin-messages": _of_linkedin,
    "mbox": _of_mbox,
    "maildir": _of_maildir,
    "calendar": _of_calendar,
    "whatsapp": _of_whatsapp,
}
"""What can be taken in, and its reader."""

KNOWN_BY: Mapping[str, tuple[Sort, ...]] = {
    "linkedin-messages": (Sort.LINKEDIN,),
    "mbox": (Sort.EMAIL,),
    "maildir": (Sort.EMAIL,),
    "calendar": (Sort.EMAIL,),
    "whatsapp": (Sort.PHONE, Sort.NAME),
}
"""What people are known by in each of them."""


def _known_by(asked: Asked, sort: Sort) -> frozenset[Peer]:
    return frozenset(peer for peer in asked.me if peer.sort is sort)


def _who_are_you(how: str, likely: Sequence[Peer]) -> str:
    names = ", ".join(each.key for each in likely[:_SHOWN])
    more = ", …" if len(likely) > _SHOWN else ""
    perhaps = f"which of these are you: {names}{more}? " if likely else ""
    return f"{perhaps}Say {how}, or put it into vaultnet.toml under [ingest] me"


def _texts(lines: Iterable[bytes]) -> Iterator[str]:
    """Give lines as text; what is no UTF-8 in them is no name or number, either."""
    for number, line in enumerate(lines):
        text = line.decode("utf-8", "replace")
        yield text if number else text.removeprefix("\ufeff")


def _joined(told: Iterable[Traces]) -> Traces:
    traces: list[Trace] = []
    left: Counter[str] = Counter()
    for each in told:
        traces += each.traces
        left.update(each.left)
    return Traces(tuple(traces), left)


@contextmanager
def _about(file: Path) -> Iterator[None]:
    """Say of which file something is said."""
    try:
        yield
    except (CannotImport, WrongUsage) as error:
        said = str(error)
        raise type(error)(
            said if said.startswith(f"{file}: ") else f"{file}: {said}"
        ) from None
