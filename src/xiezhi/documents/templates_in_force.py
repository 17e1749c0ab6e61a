"""The document templates that this site offers, by id."""

from datetime import date
from functools import cache

from xiezhi.documents.rules import refused
from xiezhi.dossier.drafting import Template, load_templates


@cache
def templates() -> dict[str, Template]:
    """Return every template by id."""
    return dict(load_templates())


def template(template_id: str, on: date | None = None) -> Template:
    """Return one template; with a day, one whose legal basis is in force then.

    Raises:
        Refused: 409 when there is none of this id, or it is not in force on the day.
    """
    found = templates().get(template_id)
    if found is None:
        raise refused("draft.unknown_template", template_id)
    if on is not None and not found.in_force.covers(on):
        raise refused("draft.not_in_force", f"{found.label}（{found.cite}）")
    return found


def label(template_id: str) -> str:
    """Return a template's name, or the id when there is no such template."""
    found = templates().get(template_id)
    return found.label if found else template_id
