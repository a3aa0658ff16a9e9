"""What an unquoted YAML scalar means: the core schema of YAML 1.2, and nothing else."""

from __future__ import annotations

import math
import re

Scalar = None | bool | int | float | str

_CONSTANTS: dict[str, bool | float | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF"), math.inf),
    **dict.fromkeys(("+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_MAY_BE_NUMBER = frozenset("0123456789+-.")
_BASED = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)")
_DECIMAL = re.compile(
    r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:(?<=[0-9.])[eE][-+]?[0-9]+)?"
)
_SHORT = 15  # as many digits as a JavaScript number always keeps
_LONGEST_BASED = 256  # more hexadecimal digits than a float has room for
_EXPONENT_FROM = 1e21  # from here on JavaScript prints an exponent


def resolve(text: str) -> Scalar:
    """Give the value of a plain scalar; dates, ``yes`` and ``12:30`` stay text."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _MAY_BE_NUMBER:
        return text
    if _DECIMAL.fullmatch(text):
        return _decimal(text)
    if _BASED.fullmatch(text):
        return _based(text)
    return text


def _decimal(text: str) -> int | float:
    """Read a number as JavaScript does, so that Obsidian and we agree.

    ``1e3`` and ``1.0`` are whole numbers; beyond 2^53 digits are lost.
    """
    if len(text) <= _SHORT and text.lstrip("+-").isdigit():
        return int(text)
    number = float(text)
    if number.is_integer() and abs(number) < _EXPONENT_FROM:
        return _whole(number)
    return number


def _based(text: str) -> int | float:
    if len(text) > _LONGEST_BASED:
        return math.inf
    return _decimal(str(int(text[2:], 8 if text[1] == "o" else 16)))


def _whole(number: float) -> int:
    """Give the digits that JavaScript prints: the shortest that tell it apart."""
    digits, _, exponent = f"{number!r}".partition("e")
    whole, _, fraction = digits.partition(".")
    if not exponent:
        return int(whole)
    return int((whole + fraction).ljust(len(whole) + int(exponent), "0"))


def key_text(value: object) -> str:
    """Give the text that JavaScript makes of a key: ``{{date}}`` is ``{ date }``."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return flow_text(value)


def flow_text(value: object) -> str:
    """Write a value in one line, as the ``yaml`` package writes a key."""
    if isinstance(value, dict):
        inside = ", ".join(map(_pair_text, value.items()))
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[ {', '.join(map(flow_text, value))} ]" if value else "[]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float_text(value)
    return "null" if value is None else str(value)


def _pair_text(pair: tuple[str, object]) -> str:
    key, value = pair
    key = f"? {key}" if key[:1] in ("{", "[") else key
    return key if value is None else f"{key}: {flow_text(value)}"


def _float_text(number: float) -> str:
    names = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}
    text = repr(number)
    return names.get(text, text.replace("e-0", "e-"))
