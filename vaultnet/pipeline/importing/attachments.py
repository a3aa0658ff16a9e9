"""What a card holds that is no text for a note: its picture, and very long lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from vaultnet.adapters.vault import MAX_NOTE, Unreadable
from vaultnet.core.exchange.aside import (
    Aside,
    linked_file,
    parse_aside,
    render_aside,
    split_lines_aside,
)
from vaultnet.core.exchange.differing import Differs, differing_picture
from vaultnet.core.exchange.entry import kept_lines
from vaultnet.core.exchange.new_lines import new_lines
from vaultnet.core.exchange.noted import lines_of, sources_of
from vaultnet.core.exchange.person import Person, Photo
from vaultnet.core.notes.addresses import safe_url
from vaultnet.core.notes.note import Field, Note
from vaultnet.core.values import fold, stem
from vaultnet.formats.obsidian_settings import attachment_folder
from vaultnet.pipeline.pictures import find_picture
from vaultnet.pipeline.snapshot import Snapshot

_ODD = re.compile(r"^/|(?:^|/)\.\.(?:/|$)|[:\\]")  # may lead out of the vault


@dataclass(slots=True)
class Attached:
    """What goes beside a note: ``files`` by path, and what the note says of them.

    ``photo`` is for the field of that name; ``beside`` are the card lines that a file
    has already, ``aside`` those that it gets. ``differs`` are pictures beside that of
    the note, ``left`` says what could not be taken.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    photo: str = ""
    beside: tuple[str, ...] = ()
    aside: Aside = field(default_factory=Aside)
    differs: tuple[Differs, ...] = ()
    left: tuple[str, ...] = ()


class Attachments:
    """The files beside the notes of one import; each gets a name of its own."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._taken = {fold(path): path for path in snapshot.files.paths}

    def attach(self, note: Note, people: Sequence[Person]) -> Attached:
        """Give what of these entries goes beside a note; nothing is written yet."""
        attached = Attached()
        groups = self._snapshot.reading.dialect.sort(note.fields)
        field = next((each for each in groups.get("photo", ()) if each.value), None)
        if field is None:
            self._attach_photo(note, people, attached)
        else:
            attached.differs = self._other_pictures(note, field, people)
        here = [*lines_of(groups.get("vcard", ()))]
        self._attach_lines(note, people, attached, here)
        self._taken |= {fold(path): path for path in attached.files}
        return attached

    def linked(self, note: Note, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Give those of some files to which the note's fields link."""
        groups = self._snapshot.reading.dialect.sort(note.fields)
        fields = (*groups.get("photo", ()), *groups.get("vcard", ()))
        links = set(sources_of(fields))
        return {path: data for path, data in files.items() if f"[[{path}]]" in links}

    def beside(self, here: Sequence[str]) -> tuple[str, bytes | None]:
        """Give the file of card lines to which these lead, and its bytes if it is."""
        file = next((path for line in here if (path := linked_file(line))), "")
        return file, self._bytes_of(file)

    def place(self, note: Note, photo: Photo) -> dict[str, bytes]:
        """Give the file for one more picture, by its path; one that is there serves."""
        attached = Attached()
        path = self._place_photo(note, photo, attached)
        return {path: attached.files.get(path, photo.data)}

    def _other_pictures(
        self, note: Note, field: Field, people: Sequence[Person]
    ) -> tuple[Differs, ...]:
        link = next(sources_of([field]), "")
        here = find_picture(self._snapshot, note, link)
        offered = {each.photo: None for each in people if each.photo}
        found = (differing_picture(field.key, link, here, each) for each in offered)
        return tuple(each for each in found if each)

    def _attach_photo(
        self, note: Note, people: Sequence[Person], attached: Attached
    ) -> None:
        for photo in (each.photo for each in people if each.photo):
            if isinstance(photo, str):
                attached.photo = safe_url(photo) or ""
            elif len(photo.data) > MAX_NOTE:
                size = f"{MAX_NOTE // 1024 // 1024} MB"
                attached.left = (f"{note.path}: the picture has more than {size}",)
            else:
                attached.photo = f"[[{self._place_photo(note, photo, attached)}]]"
            if attached.photo:
                return

    def _place_photo(self, note: Note, photo: Photo, attached: Attached) -> str:
        """Give the picture's path; one of that name that is the same serves."""
        for path in self._places(note, photo.sort):
            if self._is_free(path):
                attached.files[path] = photo.data
                return path
            if self._bytes_of(path) == photo.data:
                return path
        raise AssertionError("the numbers have come to an end")

    def _attach_lines(
        self,
        note: Note,
        people: Sequence[Person],
        attached: Attached,
        here: Sequence[str],
    ) -> None:
        file, data = self.beside(here)
        attached.beside = parse_aside(data) if data else ()
        new: list[str] = []
        for each in people:
            known = [*here, *attached.beside, *new]
            new += new_lines(known, kept_lines(each))[0]
        aside = split_lines_aside(here, new)[1]
        if aside:
            free = filter(self._is_free, self._places(note, "vcf"))
            path = file if data else next(free)
            attached.aside = Aside(tuple(aside), f"[[{path}]]")
            attached.files[path] = render_aside((*attached.beside, *aside))

    def _places(self, note: Note, ending: str) -> Iterator[str]:
        folder = attachment_folder(self._snapshot.settings, note.path)
        start = f"{folder}/{stem(note.path)}" if folder else stem(note.path)
        yield f"{start}.{ending}"
        yield from (f"{start} {number}.{ending}" for number in count(2))

    def _is_free(self, path: str) -> bool:
        """Tell whether there is no such file, also where Obsidian does not look."""
        try:
            return (
                fold(path) not in self._taken
                and self._snapshot.vault.read_or_none(path) is None
            )
        except Unreadable:
            return False

    def _bytes_of(self, path: str) -> bytes | None:
        """Give a file's bytes, None for one that there is not in the vault."""
        known = self._taken.get(fold(path))
        if known is None and (_ODD.search(path) or not path):
            return None
        try:
            return self._snapshot.vault.read_or_none(known or path)
        except Unreadable:
            return None
