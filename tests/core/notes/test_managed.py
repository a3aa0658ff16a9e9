"""Managed blocks: found where they are sound, refused where they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.core.notes.managed import read_blocks, replace_block

SOUND = "a\n%% vaultnet:begin due %%\nmine\n%% vaultnet:end due %%\nb\n"


def test_a_block_is_what_lies_between_its_markers() -> None:
    block = read_blocks(SOUND).sound["due"]
    assert SOUND[block.start : block.end] == "mine\n"
    assert block.line == 3


def test_replacing_a_block_leaves_everything_else_as_it_is() -> None:
    block = read_blocks(SOUND).sound["due"]
    assert replace_block(SOUND, block, "new\n") == SOUND.replace("mine", "new")


@pytest.mark.parametrize(
    "marker",
    [
        "%%vaultnet:begin due%%",
        "  %%  VAULTNET:BEGIN  Due  %%  ",
        "> %% vaultnet:begin due %%",
    ],
)
def test_markers_may_be_spaced_quoted_and_in_capitals(marker: str) -> None:
    text = f"{marker}\r\nmine\r\n%% vaultnet:end due %%\r\n"
    block = read_blocks(text).sound["due"]
    assert text[block.start : block.end] == "mine\r\n"


@pytest.mark.parametrize(
    "text",
    [
        "%% vaultnet:begin due %%\nmine\n",
        "mine\n%% vaultnet:end due %%\n",
        SOUND + SOUND,
        "%% vaultnet:begin due %%\n" + SOUND,
        SOUND + "%% vaultnet:end due %%\n",
        "%% vaultnet:begin due %%\n%% vaultnet:begin prompts %%\n"
        "%% vaultnet:end due %%\n%% vaultnet:end prompts %%\n",
        "%% vaultnet:begin due %%\n%% vaultnet:end prompts %%\n"
        "%% vaultnet:end due %%\n",
    ],
    ids=[
        "no end",
        "no begin",
        "twice",
        "begun twice",
        "ended twice",
        "crossed",
        "foreign",
    ],
)
def test_damaged_markers_give_no_block(text: str) -> None:
    blocks = read_blocks(text)
    assert "due" not in blocks.sound
    assert "due" in {each.name for each in blocks.damaged}
    assert all(each.line >= 1 and each.message for each in blocks.damaged)


def test_damage_to_one_block_leaves_the_other_sound() -> None:
    text = SOUND + "%% vaultnet:begin prompts %%\n"
    assert set(read_blocks(text).sound) == {"due"}


def test_a_block_without_an_end_leaves_the_next_one_sound() -> None:
    text = "%% vaultnet:begin prompts %%\n" + SOUND
    assert set(read_blocks(text).sound) == {"due"}


def test_a_block_inside_another_is_damaged_with_it() -> None:
    text = f"%% vaultnet:begin prompts %%\n{SOUND}%% vaultnet:end prompts %%\n"
    assert read_blocks(text).sound == {}


@given(
    st.lists(
        st.sampled_from(
            [
                "%% vaultnet:begin a %%", "%% vaultnet:end a %%", "text",
                "%% vaultnet:begin b %%", "%% vaultnet:end b %%", "",
            ]
        )
    )
)  # fmt: skip
def test_a_sound_block_never_holds_a_marker(lines: list[str]) -> None:
    text = "\n".join(lines)
    for block in read_blocks(text).sound.values():
        assert "vaultnet:" not in text[block.start : block.end]
