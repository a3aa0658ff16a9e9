"""A vault full of hostile words: what is written from it holds nothing alive."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from vaultnet.core.notes.edit import yaml_text
from vaultnet.core.notes.managed import read_blocks
from vaultnet.core.notes.reading import parse_note
from vaultnet.core.values import NotePath

_CASES = Path(__file__).resolve().parents[1] / "cases" / "hostile.json"
_TABLE = json.loads(_CASES.read_text("utf-8"))
# A file with a null is not read, and none can hold a lone surrogate.
TEXTS = [
    re.sub("[\x00\ud800-\udfff]", "", case["text"])
    for case in _TABLE["texts"]
]  # fmt: skip
TRIGGERS: dict[str, str] = _TABLE["triggers"]
FIELDS = "met_at company role location email phone whatsapp signal telegram linkedin"
NAMES = [
    "<% x %>", "<img src=x onerror=alert(1)>", "`= x`", "$x$ and $y$", "a:: b",
    "*b* _c_",
    "{{x}}", "%%x%%", "[[x]]", "#tag ^x", "a|b", "==x==", "~~~x", "- [ ] x", "1. x",
    "📅 2026-01-01", "a \u202eb", "x \\", "![x](y)", "www.x.example", "javascript:x",
]  # fmt: skip
# What we write ourselves: markers, links to people and to their prompts, a fence,
# the links that open a message.
_OURS = re.compile(
    r"^%% vaultnet:(?:begin|end) \w+ %%$|^%% vaultnet:prompt 1 [0-9a-f]{8} %%$"
    r"|\[\[[^\[\]]+\]\]|\[(?:[^\[\]\\]|\\.)+\]\(People/[^()\s]+\)"
    r"|\[\w+\]\((?:mailto:|sms:|tel:|https://)[^()\s]+\)"
    r"|^> ```(?:text)?$|^- \[ \] |^> \[!quote\]- |^#{1,3} ",
    re.MULTILINE,
)
_INSIDE = re.compile(
    r"<%|%>|::|%%|<[A-Za-z/!?]|\{\{|\{%|\$\S|[`^\u202a-\u202e\x00-\x1f]"
)


def person(number: int, text: str) -> str:
    """A note in which every field and every line of the log says the same."""
    met = "met: 2026-11-14\n" if number % 3 == 0 else ""
    fields = "".join(f"{key}: {yaml_text(text)}\n" for key in FIELDS.split())
    lists = "".join(
        f"{key}:\n  - {yaml_text(text)}\n" for key in ("aliases", "interests")
    )
    line = " ".join(text.split())
    log = f"- 2026-08-02 call: {line}\n  next: {line}\n" if number % 3 == 1 else ""
    asked = f"- 2026-07-02 {line}\n" if number % 3 == 1 else ""
    by = f"introduced_by: {yaml_text(text)}\n" if number % 2 else ""
    return (
        f"---\ntype: person\nnext_contact: 2026-11-25\n{met}{by}{fields}{lists}---\n"
        f"\n## Log\n{log}{asked}"
    )


def found(text: str) -> list[str]:
    """The triggers in what is not ours: each piece of a line by itself."""
    pieces = [piece for line in text.split("\n") for piece in _OURS.split(line)]
    return [
        f"{name}: {piece}"
        for name, mark in TRIGGERS.items()
        for piece in pieces
        if re.search(mark, piece)
    ]


def check_structure(text: str) -> None:
    """As CommonMark it is made of what we write, and leads where we lead."""
    markdown_it = pytest.importorskip(
        "markdown_it", reason="needs markdown-it-py to render"
    )
    # CommonMark knows no wikilinks; what is in them is looked at elsewhere.
    body = re.sub(r"\[\[.*?\]\]", "LINK", text.partition("\n---\n")[2])
    tokens = markdown_it.MarkdownIt("commonmark").parse(body)
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type.removesuffix("_open") for token in (*tokens, *inner)}
    html, code = {"html_block", "html_inline"}, {"code_inline", "code_block"}
    others = {"image", "em", "strong", "ordered_list", "hr", "hardbreak"}
    assert kinds & (html | code | others) == set()
    assert {each.info for each in tokens if each.type == "fence"} <= {"text"}
    for link in (each for each in inner if each.type == "link_open"):
        scheme = urlsplit(link.attrs["href"]).scheme
        assert scheme in {"", "mailto", "sms", "tel", "https"}


def check(text: str, people: int) -> None:
    note = parse_note(NotePath("Network/Due 2026-W48.md"), text.encode())
    assert found(text[note.body_start :]) == []
    assert not re.search(r"<%|%>|`|\{\{", text[: note.body_start])
    links = re.findall(r"\[\[(.*?)\]\]", text)
    assert [link for link in links if _INSIDE.search(link)] == []
    blocks = read_blocks(text)
    assert set(blocks.sound) == {"also", "due", "prompts"}
    assert blocks.damaged == ()
    assert note.body.tags == ()
    assert len([item for item in note.body.items if item.task == " "]) == people
    assert len([each for each in note.body.headings if each.level == 3]) == people
    assert len(note.body.headings) == people + 3


def test_a_week_of_hostile_people(
    make_vault: Callable[..., Path], vaultnet: Callable[..., Any]
) -> None:
    news = "".join(f"- 2026-11-10 {' '.join(each.split())}\n" for each in TEXTS)
    titled = {
        f"Notes/2026-11-{10 + number} {number}.md": f"---\ntags: [climbing]\n"
        f"title: {yaml_text(text)}\n---\n# {' '.join(text.split())}\n"
        for number, text in enumerate(TEXTS[:10])
    }
    people = {
        f"People/Person {number}.md": person(number, text)
        for number, text in enumerate(TEXTS)
    }
    vault = make_vault(people | titled | {"Network/Now.md": news})
    said = vaultnet("week", "--vault", vault)
    assert said.code == 0, said.err
    text = (vault / "Network" / "Due 2026-W48.md").read_text("utf-8")
    check(text, len(TEXTS))
    check_structure(text)
    again = vaultnet("week", "--vault", vault)
    assert again.code == 0
    assert (vault / "Network" / "Due 2026-W48.md").read_text("utf-8") == text


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_week_of_people_with_hostile_names(
    make_vault: Callable[..., Path], vaultnet: Callable[..., Any]
) -> None:
    vault = make_vault(
        {
            f"People/{name.replace('/', ' ')}.md": person(number, name)
            for number, name in enumerate(NAMES)
        }
    )
    said = vaultnet("week", "--vault", vault)
    assert said.code == 0, said.err
    text = (vault / "Network" / "Due 2026-W48.md").read_text("utf-8")
    check(text, len(NAMES))
    check_structure(text)
    for name in NAMES:
        said = vaultnet("prompt", f"People/{name}.md", "--vault", vault)
        assert said.code == 0, said.err
        assert found(said.out) == []


@pytest.mark.parametrize("text", TEXTS[::12], ids=range(len(TEXTS[::12])))
def test_a_new_note_of_hostile_words(
    make_vault: Callable[..., Path], vaultnet: Callable[..., Any], text: str
) -> None:
    text = text.replace("\x00", "")
    vault = make_vault(
        {"Network/Templates/contact.md": "---\nuid: {{ uid }}\n---\n\n# {{ name }}\n"}
    )
    options = ("met-at", "email", "phone", "location", "interest")
    words = [f"--{each}={text}" for each in options]
    for number, template in enumerate(("own", "built-in")):
        if template == "built-in":
            (vault / "Network" / "Templates" / "contact.md").unlink()
        name = f"{number} {text}"
        said = vaultnet("new", name, *words, "--vault", vault, "--json")
        assert said.code == 0, said.err
        path = json.loads(said.out)["path"]
        assert re.fullmatch(r"People/[^/\\:*?\"<>|#^\[\]%`{}\x00-\x1f]+\.md", path)
        written = (vault / path).read_text("utf-8")
        assert not re.search(r"<%|%>|`|%%|<[A-Za-z/!?]|\{\{|\$\S", written)
        note = parse_note(NotePath(path), written.encode())
        assert note.problems == ()
        assert found(note.text[note.body_start :]) == []
        assert len(note.body.headings) == 1
        if template == "built-in":
            assert note.fields["met_at"].value == " ".join(text.split())


def _escaped(text: str) -> str:
    for mark, instead in (("\\", "\\\\"), (",", "\\,"), (";", "\\;")):
        text = text.replace(mark, instead)
    return re.sub(r"\r\n|[\r\n\x85\u2028\u2029\x0b\x0c]", r"\\n", text)


def card(number: int, text: str) -> str:
    """A card in which everything says the same."""
    said = _escaped(text)
    return (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{said}\r\nNICKNAME:{said}\r\nNOTE:{said}\\n{said}"
        f"\r\nORG:{said}\r\nTITLE:{said}\r\nADR:;;{said};{said};;;\r\nURL:{said}\r\n"
        f"BDAY:{said}\r\nCATEGORIES:{said}\r\nX-EVIL:{said}\r\nUID:{number}{said}\r\n"
        f"EMAIL:p{number}@example.org\r\nEND:VCARD\r\n"
    )


def test_cards_full_of_attacks_become_harmless_notes(
    make_vault: Callable[..., Path], vaultnet: Callable[..., Any], tmp_path: Path
) -> None:
    names = ["../../x", "CON", "aux.txt", "..", "x" * 300, "a/b\\c:d", *NAMES]
    cards = "".join(card(n, text) for n, text in enumerate([*names, *TEXTS]))
    (tmp_path / "cards.vcf").write_bytes(cards.encode())
    vault = make_vault({})
    before = set(tmp_path.iterdir())
    said = vaultnet("--vault", vault, "import", "cards.vcf", "--json")
    assert said.code == 0, said.err
    made = json.loads(said.out)["created"]
    assert len(made) > 100
    assert len({each.casefold() for each in made}) == len(made)
    for path in made:
        assert re.fullmatch(r"People/[^/\\:*?\"<>|\x00-\x1f]{1,190}\.md", path)
        check_card((vault / path).read_bytes().decode(), path)
    assert {*tmp_path.iterdir()} - before <= {tmp_path / "cache", tmp_path / "state"}
    assert vaultnet("--vault", vault, "check").code == 0
    week = vaultnet("--vault", vault, "week", "--json")
    assert json.loads(week.out)["check_ins"] == []
    offered = (vault / "Network/Cards.md").read_text("utf-8")
    lines = [line for line in offered.splitlines() if line.startswith("- [ ] ")]
    assert (len(lines), found("\n".join(lines))) == (10, [])
    again = vaultnet("--vault", vault, "import", "cards.vcf", "--json")
    assert json.loads(again.out)["created"] == json.loads(again.out)["updated"] == []


def check_card(text: str, path: str) -> None:
    """A note that was made of a card holds words, and nothing that acts."""
    note = parse_note(NotePath(path), text.encode())
    assert note.problems == ()
    assert found(re.sub("^## |^> ?", "", text[note.body_start :], flags=re.M)) == []
    head = text[: note.body_start]
    alive = r"<%|%>|`|%%|<[A-Za-z/!?]|\{\{|\$\S"
    assert not re.search(alive + "|[\x00-\x09\x0b-\x1f\u202a-\u202e]", head)
    assert [each.text for each in note.body.headings] == ["Log", "Notes"]
    assert (note.body.items, note.body.links, note.body.tags) == ((), (), ())
    beside = f"{path.removeprefix('People/').removesuffix('.md')}.vcf"
    assert {each.target for each in note.frontmatter_links} <= {beside}
    check_structure(text)
