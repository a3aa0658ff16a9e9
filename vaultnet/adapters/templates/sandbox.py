"""Jinja2 behind walls: plain data in, text out, and nothing else within reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from types import MappingProxyType

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    nodes,
    pass_environment,
)
from jinja2.environment import Environment, TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import (
    BlockReference,
    Context,
    LoopContext,
    Macro,
    Undefined,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

Source = tuple[str, str, Callable[[], bool]]
"""A template's text, its path for messages, and whether that text still holds."""

_LARGEST = 1024 * 1024  # characters of output, and of what an operator may make
_LONGEST_RANGE = 1000
_GREATEST_POWER = 64

_WORDS = """
capitalize casefold count endswith find index isalnum isalpha isascii isdecimal isdigit
islower isnumeric isspace istitle isupper join lower lstrip partition removeprefix
removesuffix replace rfind rindex rpartition rsplit rstrip split splitlines startswith
strip swapcase title upper
"""
_LOOP = """
changed cycle depth depth0 first index index0 last length nextitem previtem revindex
revindex0
"""
_ATTRIBUTES: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        str: frozenset(_WORDS.split()),
        dict: frozenset({"get", "items", "keys", "values"}),
        list: frozenset({"count", "index"}),
        tuple: frozenset({"count", "index"}),
        LoopContext: frozenset(_LOOP.split()),
        Macro: frozenset({"name", "arguments"}),
        BlockReference: frozenset({"super"}),
    }
)
_FILTERS = frozenset(
    """
    abs capitalize count d default dictsort first float groupby int items join last
    length list lower map max min reject rejectattr replace reverse round select
    selectattr sort string sum title trim truncate unique upper urlencode wordcount
    """.split()
)
_OF_TEXT = frozenset(
    "capitalize lower replace string title trim truncate upper wordcount".split()
)
_GLOBALS = frozenset({"dict", "namespace"})


class TooMuchText(TemplateError):
    """A template's text has become longer than any note should be."""

    def __init__(self) -> None:
        super().__init__("it makes more than 1 MiB of text")


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of all templates, the built-in ones, too.

    Attributes, filters and globals are those of a list, and operators make nothing
    large. What takes long or grows by small steps is for the child's limits to stop.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, load: Callable[[str], Source | None]) -> None:
        super().__init__(
            loader=FunctionLoader(load),
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            finalize=_showable,
        )
        self.filters = {name: self.filters[name] for name in sorted(_FILTERS)}
        self.filters |= {name: _of_text(self.filters[name]) for name in _OF_TEXT}
        self.filters["join"] = _join
        self.globals = {name: self.globals[name] for name in sorted(_GLOBALS)}
        self.globals["range"] = _range

    def getattr(self, obj: object, attribute: str) -> object:
        """Prefer a key to a method: ``week.items`` is the caller's ``items``."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's own hook
    ) -> str:
        """Let ``~`` join only what may be shown; nothing else of it can be caught."""
        for concat in source.find_all(nodes.Concat):
            concat.nodes = [
                nodes.Filter(each, "string", [], [], None, None, lineno=each.lineno)
                for each in concat.nodes
            ]
        return super()._generate(source, name, filename, defer_init)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:  # noqa: ARG002
        """Allow what is on the list for exactly this type."""
        if attr.startswith("_"):
            return False
        if isinstance(obj, (Namespace, TemplateModule)):
            return True
        if isinstance(obj, tuple) and attr in {"grouper", "list"}:  # of `groupby`
            return True
        return attr in _ATTRIBUTES.get(type(obj), frozenset())

    def wrap_str_format(self, value: object) -> None:
        """Give no ``str.format`` of any kind: its widths make large texts."""

    def call_binop(
        self, context: Context, operator: str, left: object, right: object
    ) -> object:
        """Refuse what would make something large at one stroke."""
        if operator == "%" and isinstance(left, str):
            raise SecurityError("a text cannot be formatted with %")
        if operator == "**" and not _is_small_power(left, right):
            raise SecurityError("this power is too great")
        if operator in "+*" and _size(operator, left, right) > _LARGEST:
            raise SecurityError("this would become too large")
        return super().call_binop(context, operator, left, right)


def render(sandbox: Sandbox, name: str, context: Mapping[str, object]) -> str:
    """Give a template's text for this data."""
    pieces: list[str] = []
    length = 0
    for piece in sandbox.get_template(name).generate(dict(context)):
        pieces.append(piece)
        length += len(piece)
        if length > _LARGEST:
            raise TooMuchText
    return "".join(pieces)


def check_plain(value: object) -> None:
    """Let only plain data reach a template: whatever has methods can be called."""
    if type(value) is dict:
        for key, item in value.items():
            if type(key) is not str:
                raise TypeError(f"{key!r} is no name for a template's data")
            check_plain(item)
    elif type(value) is list:
        for item in value:
            check_plain(item)
    elif type(value) not in {str, int, float, bool, type(None)}:
        raise TypeError(f"{type(value).__name__} is no plain data for a template")


def _showable(value: object) -> object:
    """Let a template show texts and numbers; a list would look like Python."""
    if isinstance(value, (str, int, float, Undefined)) or value is None:
        return value
    raise SecurityError(f"a {type(value).__name__} cannot be shown, only its parts")


def _of_text(apply: Callable[..., object]) -> Callable[..., object]:
    """Let a filter that makes texts have only what may be shown."""

    @wraps(apply)
    def applied(*values: object, **named: object) -> object:
        for value in (*values, *named.values()):
            if not isinstance(value, (EvalContext, Environment)):
                _showable(value)
        return apply(*values, **named)

    return applied


@pass_environment
def _join(
    environment: Environment,
    value: Iterable[object],
    d: str = "",
    attribute: str | int | None = None,
) -> str:
    """Join what may be shown; Jinja's own filter joins anything."""
    if attribute is not None:
        value = map(make_attrgetter(environment, attribute), value)
    return str(_showable(d)).join(str(_showable(each)) for each in value)


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > _LONGEST_RANGE:
        raise SecurityError(f"range gives at most {_LONGEST_RANGE} numbers")
    return numbers


def _is_small_power(left: object, right: object) -> bool:
    if not isinstance(left, (int, float)) or not isinstance(right, (int, float)):
        return False
    return abs(left) <= _LARGEST and abs(right) <= _GREATEST_POWER


def _size(operator: str, left: object, right: object) -> int:
    """Give how long the outcome of + or * is, 0 for numbers."""
    sizes = [
        len(side) for side in (left, right) if isinstance(side, (str, list, tuple))
    ]
    if operator == "+" or not sizes:
        return sum(sizes)
    times = [side for side in (left, right) if isinstance(side, int)]
    return sizes[0] * max(times, default=0)
