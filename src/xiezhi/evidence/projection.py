"""Evidence's projector: a case becomes searchable when it is accepted."""

from typing import Any
from uuid import UUID

from xiezhi.casework.projectors import Step
from xiezhi.casework.selectors import case_of
from xiezhi.evidence.index import index_case

REGISTERING = ("accept", "refuse_acceptance")


class SearchProjector:
    """Indexes the case of a proceeding; the index is of the case, so nothing is compared here."""

    name = "evidence.search"

    def project(self, step: Step) -> None:
        """Index the case when a proceeding in it opens."""
        case_id = case_of(step.proceeding_id) if step.act.kind in REGISTERING else None
        if case_id:
            index_case(case_id)

    def forget(self, proceeding_id: UUID) -> None:
        """Keep the index: other proceedings of the case need it."""

    def rows(self, proceeding_id: UUID) -> list[tuple[Any, ...]]:
        """Return nothing: search pages repeat what the case itself says."""
        del proceeding_id
        return []
