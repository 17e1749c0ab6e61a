"""The document templates that this site offers, by id."""

from functools import cache

from xiezhi.documents.rules import refused
from xiezhi.dossier.drafting import Template, load_templates


@cache
def templates() -> dict[str, Template]:
    """Return every template by id."""
    return dict(load_templates())


def template(template_id: str) -> Template:
    """Return one template.

    Raises:
        Refused: 409 when there is none of this id.
    """
    found = templates().get(template_id)
    if found is None:
        raise refused("draft.unknown_template", template_id)
    return found


def label(template_id: str) -> str:
    """Return a template's name, or the id when there is no such template."""
    found = templates().get(template_id)
    return found.label if found else template_id
