"""Contacts -> render: templates, opened and filled; whoever only plans needs none."""

from __future__ import annotations

from collections.abc import Sequence

from vaultnet.adapters.templates import Templates
from vaultnet.core.prompts.prompt import Prompt, context_of
from vaultnet.pipeline.snapshot import Snapshot


def open_templates(snapshot: Snapshot) -> Templates:
    """Give the templates of this vault: its own first, then the built-in ones."""
    return Templates(snapshot.vault.root, snapshot.config.week.templates)


def render_prompts(
    templates: Templates, prompts: Sequence[tuple[Prompt, str]]
) -> list[str]:
    """Render prompts under their headings."""
    return templates.render_all(
        [
            (f"prompts/{prompt.kind}.md.j2", {**context_of(prompt), "heading": heading})
            for prompt, heading in prompts
        ]
    )
