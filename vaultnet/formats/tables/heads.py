"""The columns of a table: what each tells, and which program wrote such a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vaultnet.errors import WrongUsage
from vaultnet.formats.tables.days import Order, settle_order
from vaultnet.formats.tables.rows import Row
from vaultnet.formats.tables.titles import (
    MAPPABLE,
    Role,
    fold_title,
    role_of,
    role_of_field,
)

_FULL, _FIRST, _LAST = (Role("name", "", part) for part in ("full", "first", "last"))
_JOB = Role("text", "", "role")
_BIRTHDAY = Role("day", "", "birthday")
_ANNIVERSARY = Role("day", "", "anniversary")
_CONNECTED = Role("day", "", "connected_on")

_MESSAGES = {"conversation id", "from"}  # LinkedIn's messages.csv, which has names, too
_GOOGLE = ({"group membership"}, {"labels", "file as"})
_FEWEST = 2  # titles that make a table; words of prose are titles, too
_LONGEST = 100  # characters of a title that are kept with what stands under it
_MOST = 40  # titles that a message lists
_ADDRESSES_OF_OUTLOOK = {"home", "work", "other"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title as written, what it tells, the order of its days."""

    title: str
    role: Role | None
    order: Order = Order.UNSETTLED


def make_columns(titles: Sequence[str], chosen: Mapping[str, str]) -> list[Column]:
    """Give what each column tells, what the user said of it before all else.

    Raises WrongUsage for a column or a field that there is not.
    """
    said = _chosen(titles, chosen)
    seen = [role_of(title) for title in titles if title_key(title) not in said]
    told = Counter([role for role in seen if role] + list(said.values()))
    return [
        Column(title[:_LONGEST] or f"Column {number}", _role(title, said, told))
        for number, title in enumerate(titles, 1)
    ]


def with_orders(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Give the columns of days with the order that they are written in."""
    return [
        replace(column, order=settle_order(row.cells[at] for row in rows))
        if column.role and column.role.kind in ("day", "pair")
        else column
        for at, column in enumerate(columns)
    ]


def tells_of_people(columns: Sequence[Column]) -> bool:
    """Tell whether somebody can be called by what is in these columns."""
    return any(
        column.role
        and (
            column.role.kind in ("name", "email", "organization")
            or column.role.part == "company"
        )
        for column in columns
    )


def source_of(titles: Sequence[str]) -> str | None:
    """Give ``linkedin google outlook csv``, None where these are no people's titles."""
    folded = {fold_title(title) for title in titles}
    roles = {role for title in titles if (role := role_of(title))}
    kinds = {role.kind for role in roles}
    if folded >= _MESSAGES or len(roles) < _FEWEST or not kinds & {"name", "email"}:
        return None
    if _CONNECTED in roles and roles & {_FIRST, _LAST}:
        return "linkedin"
    if any(role.group.endswith("-") for role in roles) or any(
        folded >= marks for marks in _GOOGLE
    ):
        return "google"
    addresses = {role.group for role in roles if role.kind == "address"}
    if {"technical", "shown"} <= kinds or addresses >= _ADDRESSES_OF_OUTLOOK:
        return "outlook"
    return "csv"


def list_titles(titles: Sequence[str]) -> str:
    """Give the titles for a message of one line."""
    named = [title[:_LONGEST] for title in titles if title]
    return ", ".join(named[:_MOST]) + (", …" if len(named) > _MOST else "")


def title_key(title: str) -> str:
    """Give the form in which a title is compared with what the user typed."""
    return fold_title(title) or title.strip()


def _chosen(titles: Sequence[str], chosen: Mapping[str, str]) -> dict[str, Role]:
    there = {title_key(title) for title in titles if title}
    roles = {}
    for title, field in chosen.items():
        role = role_of_field(field)
        if title_key(title) not in there:
            there_are = f"there are: {list_titles(titles)}"
            raise WrongUsage(f"there is no column “{title}”; {there_are}")
        if role is None:
            fields = ", ".join(MAPPABLE)
            raise WrongUsage(f"there is no field “{field}”; there are: {fields}")
        roles[title_key(title)] = role
    return roles


def _role(
    title: str, said: Mapping[str, Role], told: Mapping[Role, int]
) -> Role | None:
    if title_key(title) in said:
        return said[title_key(title)]
    role = _beside(role_of(title), title, told)
    # Somebody has one name, and the user said where it stands.
    return None if role and role.kind == "name" and role in said.values() else role


def _beside(role: Role | None, title: str, told: Mapping[Role, int]) -> Role | None:
    """Give what a title means beside the others, where it has two meanings.

    Beside a job title, ``Title`` is "Dr."; beside a first name, ``Name`` and ``Nom``
    are the last one, and beside a last name ``Nome`` and ``Nombre`` are the first.
    In Spanish ``aniversario`` is no birthday, in Portuguese it is.
    """
    if role == _FULL and told.get(_FIRST) and not told.get(_LAST):
        return _LAST
    if role == _FULL and told.get(_LAST) and not told.get(_FIRST):
        return _FIRST
    several = role is not None and told.get(role, 0) > 1
    if role == _JOB and several and fold_title(title) == "title":
        return Role("name", "", "prefix")
    if role == _BIRTHDAY and several and fold_title(title) == "aniversario":
        return _ANNIVERSARY
    return role
