"""vaultnet prompt: what to say to somebody."""

from __future__ import annotations

import click

from vaultnet.cli.completion import contact_name
from vaultnet.cli.session import Session, as_json, print_json, print_problems
from vaultnet.core.kinds import Kind


@click.command()
@contact_name
@click.option("--kind", type=click.Choice([each.value for each in Kind]), help="How.")
@click.option("--ask", metavar="TEXT", help="You want to ask for something.")
@as_json
@click.pass_obj
def command(
    session: Session, name: str, kind: str | None, ask: str | None, as_json: bool
) -> None:
    """Give something true to say to somebody, and a draft.

    \b
    Examples:
      vaultnet prompt "Jane Doe"
      vaultnet prompt "Jane Doe" --kind text --ask "an introduction to Ana"
    """
    from vaultnet.core.weekly.note import heading_of
    from vaultnet.pipeline.people import find_contact
    from vaultnet.pipeline.prompting import prompt_for
    from vaultnet.pipeline.rendering import open_templates, render_prompts

    snapshot = session.snapshot()
    contact = find_contact(snapshot, name)
    prompt = prompt_for(
        snapshot, contact, session.today(), Kind(kind) if kind else None, ask
    )
    templates = open_templates(snapshot)
    heading = heading_of(contact.profile.name, (), "")
    (text,) = render_prompts(templates, [(prompt, heading)])
    if not as_json:
        click.echo(text)
        print_problems(templates.problems)
        return
    detail = prompt.detail
    print_json(
        {
            "name": contact.profile.name,
            "path": contact.profile.path,
            "kind": prompt.kind,
            "text": text,
            "draft": prompt.draft,
            "detail": detail
            and {"date": detail.on, "text": detail.text, "source": detail.source},
            "links": dict(prompt.links),
        }
    )
