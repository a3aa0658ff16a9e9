"""Where somebody lives or works, on one line."""

from __future__ import annotations

from collections.abc import Mapping

from vaultnet.core.notes.neutral import shown
from vaultnet.formats.tables.draft import Cell, Draft
from vaultnet.formats.tables.labels import keep_label, keep_rest, split_joined

_ORDER = (
    "street", "street 2", "street 3", "street 4", "street 5", "po box", "city",
    "region", "postal code", "country",
)  # fmt: skip


def read_address(draft: Draft, parts: Mapping[str, Cell]) -> None:
    """Take one address, as formatted where the table has it, else from its parts.

    A city alone is no address; ``add_location`` asks for it.
    """
    whole = parts["whole"].text if "whole" in parts else ""
    addresses = [_on_one_line(each) for each in split_joined(whole)]
    if len(addresses) <= 1:
        one = _completed("".join(addresses), parts)
        addresses = [one] if one else []
    else:
        _keep_unsaid(draft, parts, " ".join(addresses))
    if set(parts) - {"label"} == {"city"}:
        addresses = []
    for address in addresses:
        draft.add("address", address)
    keep_label(draft, parts, "Address", addresses)
    if "city" in parts and len(addresses) <= 1:
        draft.cities.append(parts["city"])
    keep_rest(draft, parts, {"whole", "label", *_ORDER})


def add_location(draft: Draft) -> None:
    """Take the city where there is one address, so that it is clear which city."""
    places = [*draft.fields.get("address", {}), *draft.fields.get("location", {})]
    one_address = len(draft.fields.get("address", {})) <= 1
    if "location" not in draft.fields and len(draft.cities) == 1 and one_address:
        draft.add("location", shown(draft.cities[0].text))
        return
    for cell in draft.cities:
        city = shown(cell.text)
        if not any(city in place for place in places):
            draft.keep(cell.title, city)


def _on_one_line(text: str) -> str:
    lines = (shown(line).strip(" ,") for line in text.splitlines())
    return ", ".join(filter(None, lines))


def _completed(whole: str, parts: Mapping[str, Cell]) -> str:
    """Give one address; what some call the address is the street and no more."""
    more = [cell for part in _ORDER if (cell := parts.get(part))]
    lines = (shown(cell.text) for cell in more if not _says(whole, cell.text))
    return ", ".join(filter(None, (whole, *lines)))


def _keep_unsaid(draft: Draft, parts: Mapping[str, Cell], said: str) -> None:
    for part in _ORDER:
        cell = parts.get(part)
        if cell and not _says(said, cell.text):
            draft.keep(cell.title, cell.text)


def _says(said: str, text: str) -> bool:
    words = set(said.replace(",", " ").split())
    return words.issuperset(shown(text).replace(",", " ").replace(":::", " ").split())
