"""``vaultnet.toml``, read: each key known, each value of its type."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from vaultnet.core.config.checks import check
from vaultnet.core.config.sections import Config, Words
from vaultnet.errors import BadConfig

_Section = TypeVar("_Section")

_WANTED = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text in quotes",
}


def parse_config(text: str) -> Config:
    """Read ``vaultnet.toml``.

    Raises BadConfig, naming the key, where a key is unknown or its value has the
    wrong type.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadConfig(f"vaultnet.toml cannot be read: {error}") from None
    config = _section(Config, table, "")
    check(config)
    return config


def _section(kind: type[_Section], table: Mapping[str, Any], at: str) -> _Section:
    hints = get_type_hints(kind)
    known = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for key, value in table.items():
        name = f"{at}{key}"
        if key not in known:
            raise BadConfig(
                f"vaultnet.toml: unknown key {name!r}; known here: "
                + ", ".join(sorted(known))
            )
        values[key] = _value(hints[key], value, name)
    return kind(**values)


def _value(hint: Any, value: Any, name: str) -> Any:
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, dict):
            raise BadConfig(f"vaultnet.toml: {name!r} is a section: [{name}]")
        return _section(hint, value, f"{name}.")
    if get_origin(hint) is tuple:
        return _words(value, name)
    if get_args(hint):  # the one table of words: [fields]
        if not isinstance(value, dict):
            raise BadConfig(f"vaultnet.toml: {name!r} is a section: [{name}]")
        return {key: _words(each, f"{name}.{key}") for key, each in value.items()}
    return _plain(hint, value, name)


def _words(value: Any, name: str) -> Words:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise BadConfig(f'vaultnet.toml: {name!r} wants a list of words: ["one", "two"]')


def _plain(hint: type, value: Any, name: str) -> Any:
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not hint:
        raise BadConfig(f"vaultnet.toml: {name!r} wants {_WANTED[hint]}, not {value!r}")
    return value
