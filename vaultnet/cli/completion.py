"""Names of contacts, completed by the shell."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from vaultnet.cli.session import contact_names
from vaultnet.errors import VaultnetError


def complete_name(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Give the names that begin with what is typed; nothing where there is no vault."""
    from vaultnet.core.values import fold

    options = ctx.find_root().params
    try:
        names = contact_names(options.get("vault"), options.get("cache"))
    except VaultnetError:
        return []
    return [CompletionItem(n) for n in names if fold(n).startswith(fold(incomplete))]


contact_name = click.argument("name", shell_complete=complete_name)
