"""YAML, judged by what the package that Obsidian ships made of the same source."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.notes.yaml import parse_yaml
from vaultnet.core.notes.yaml_faults import BadYaml

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "cases" / "yaml.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[repr(each["source"]) for each in CASES])
def test_yaml_is_read_as_obsidian_reads_it(case: dict[str, Any]) -> None:
    if "error" in case:
        with pytest.raises(BadYaml):
            parse_yaml(case["source"])
    else:
        read = parse_yaml(case["source"]).value
        assert read == case["value"]
        assert json.dumps(read) == json.dumps(case["value"]) or "." in json.dumps(read)


def test_true_is_not_the_number_one() -> None:
    assert parse_yaml("k: true").value != parse_yaml("k: 'true'").value
    assert parse_yaml("k: 1").fields["k"].value is not True


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("1e999", math.inf),
        ("9" * 400, math.inf),
    ],
)
def test_what_no_number_can_hold_is_infinite(source: str, value: float) -> None:
    assert parse_yaml(f"k: {source}").value == {"k": value}
    assert parse_yaml("k: 0x" + "f" * 5000).value == {"k": math.inf}


def test_nan_is_a_number() -> None:
    value = parse_yaml("k: .nan").fields["k"].value
    assert isinstance(value, float)
    assert math.isnan(value)


def test_a_phone_number_keeps_its_source() -> None:
    fields = parse_yaml("a: +33612345678\nb: [0612, '007']\nc: 1.10").fields
    assert fields["a"].value == 33612345678
    assert fields["a"].sources == ("+33612345678",)
    assert fields["b"].sources == ("0612", "007")
    assert fields["c"].sources == ("1.10",)


def test_an_alias_has_the_sources_of_what_it_stands_for() -> None:
    fields = parse_yaml("a: &x [007, b]\nc: *x").fields
    assert fields["c"].sources == ("007", "b")
    assert fields["c"].value == [7, "b"]


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        ("a: b\nc: 'd'  # e\n", {"a": "b", "c": "'d'"}),
        ("a: [1,\n  2]  # x\nb: {c: d}", {"a": "[1,\n  2]", "b": "{c: d}"}),
        ("a:\n  - b\n  - c\n# x\nd: 1", {"a": "- b\n  - c", "d": "1"}),
        ("a:\n  b: 'c'\n\n\nd:\ne: ", {"a": "b: 'c'", "d": "", "e": ""}),
        (
            "a: |\n  one\n  two\n\nb: >-\n  x\n",
            {"a": "|\n  one\n  two", "b": ">-\n  x"},
        ),
        ("a: &x b\nc: *x\nd: !t e", {"a": "&x b", "c": "*x", "d": "!t e"}),
        ("🦁: é 👍🏽\nb:\tc\u2028d\n", {"🦁": "é 👍🏽", "b": "c\u2028d"}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("a: -\nb: - # c", {"a": "-", "b": "-"}),
        ('{"a": [1], "b": {}}', {"a": "[1]", "b": "{}"}),
    ],
)
def test_spans_bound_the_value(source: str, spans: dict[str, str]) -> None:
    fields = parse_yaml(source).fields
    found = {key: source[each.start : each.end] for key, each in fields.items()}
    assert found == spans


def test_an_empty_value_is_bounded_right_behind_its_colon() -> None:
    source = "a:\nb: 1\nc:"
    fields = parse_yaml(source).fields
    assert fields["a"].start == fields["a"].end == 2
    assert fields["c"].start == len(source)


def test_lines_and_offsets_count_from_where_the_block_begins() -> None:
    fields = parse_yaml("a: 1\n\nb: 2", line=2, offset=4).fields
    assert (fields["b"].line, fields["b"].start, fields["b"].end) == (4, 13, 14)


def test_a_broken_line_is_named() -> None:
    with pytest.raises(BadYaml) as bad:
        parse_yaml("a: 1\nb: c: d\n", line=2)
    assert bad.value.line == 3
    assert 'holds ": "' in bad.value.message


def test_a_field_given_twice_names_both_lines() -> None:
    with pytest.raises(BadYaml) as bad:
        parse_yaml("a: 1\nb: 2\na: 3", line=2)
    assert bad.value.line == 4
    assert bad.value.message == (
        "the field “a” is given twice, in line 2 and in line 4; keep one of them"
    )


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = {
    "billion laughs": LAUGHS,
    "many brackets": "[" * 100_000,
    "few brackets": "[" * 60_000,
    "many braces": "{" * 60_000,
    "deep lists": "- " * 30_000,
    "a list in itself": "a: &a [*a]",
    "a map in itself": "&a {a: *a}",
    "many keys": "".join(f"k{number}: 1\n" for number in range(200_000)),
    "many values": "a: [" + "1," * 30_000 + "]",
    "many tabs": "".join(f"-\ta{number}\n" for number in range(6_000)) + "[",
    "a long scalar": "a: " + "x" * 100_000,
    "a lone surrogate": "a: [\ud800",
    "merge bomb": LAUGHS + "j: {<<: [*i,*i,*i,*i,*i,*i,*i,*i,*i]}\n",
    "question marks": "? " * 30_000,
    "quotes": "'" * 60_001,
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_is_refused_quickly(source: str) -> None:
    began = time.perf_counter()
    with pytest.raises(BadYaml):
        parse_yaml(source)
    assert time.perf_counter() - began < 5


def test_characters_that_libyaml_refuses_are_text() -> None:
    assert parse_yaml("k: a\ud800\x00b\x85c\ufeff").value == {
        "k": "a\ud800\x00b\x85c\ufeff"
    }


@given(st.text(alphabet=st.sampled_from("ab:-#[]{}'\"|>&*!%@`,? \n\t\\~1.é\u2028\r")))
def test_any_text_is_read_or_refused(source: str) -> None:
    try:
        fields = parse_yaml(source).fields
    except BadYaml as bad:
        fields, lines = {}, [bad.line]
    else:
        lines = [each.line for each in fields.values()]
    assert all(1 <= line <= source.count("\n") + 1 for line in lines)
    for key, each in fields.items():
        assert 0 <= each.start <= each.end <= len(source)
        assert each.key == key


@given(
    st.dictionaries(
        st.text(
            st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=20
        ),
        st.text(max_size=30) | st.integers(-(2**53), 2**53) | st.booleans() | st.none(),
        max_size=6,
    )
)
def test_json_is_yaml(value: dict[str, object]) -> None:
    assert parse_yaml(json.dumps(value, ensure_ascii=False)).value == value
