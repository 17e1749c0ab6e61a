"""Every source that a template names has words, and `gather` fills those that are fixed."""

import pytest

from xiezhi.documents.gather import held_for
from xiezhi.documents.origins import origins
from xiezhi.dossier.drafting import load_templates

# Paths whose last part is a fact, a field of a decision or of a move: the case decides which exist
OPEN = (
    "facts",
    "decision.fields",
    "opinion.fields",
    "moves",
    "earlier",
    "finding",
    "outline",
    "clocks",
)
AT_ISSUE = {"document.number", "document.issued_on"}


def sources():
    for template in load_templates().values():
        for definition in template.fields.values():
            yield from definition.source


@pytest.mark.parametrize("source", sorted(set(sources())))
def test_a_source_has_words(source):
    assert source.split(".")[0] in origins()


def test_fixed_sources_are_filled_by_every_case(approved):
    approved.proceeding.refresh_from_db()
    held = held_for(approved.proceeding, "arrest:P1", "P1")
    fixed = {s for s in sources() if not s.startswith(OPEN)} - AT_ISSUE
    assert fixed <= set(held)
