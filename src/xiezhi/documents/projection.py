"""Documents' projector: issue, service and reply follow from the acts alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from xiezhi.casework.projectors import Step
from xiezhi.documents.decisions import decision_seq
from xiezhi.documents.models import Document, Reply, Service
from xiezhi.documents.rules import refused
from xiezhi.law.acts import date_in


class DocumentsProjector:
    """Writes numbers, services and replies; drafts are kept by their own actions."""

    name = "documents"

    def project(self, step: Step) -> None:
        """Write what one act changed; acts on documents not drafted here leave nothing."""
        document = _meant(step)
        if document is None:
            return
        if step.act.kind == "issue_document":
            _issue(step, document)
        elif step.act.kind == "serve":
            _serve(step, document)
        elif step.act.kind == "reply":
            _reply(step, document)

    def forget(self, proceeding_id: UUID) -> None:
        """Take services, replies and numbers away before they are written again."""
        Service.objects.filter(document__proceeding_id=proceeding_id).delete()
        Reply.objects.filter(document__proceeding_id=proceeding_id).delete()
        Document.objects.filter(proceeding_id=proceeding_id).update(
            status=Document.Status.DRAFT,
            number=None,
            sha256="",
            issued_by=None,
            issued_at=None,
            decision_seq=None,
        )

    def rows(self, proceeding_id: UUID) -> list[tuple[Any, ...]]:
        """Return numbers, services and replies of a proceeding."""
        documents = Document.objects.filter(proceeding_id=proceeding_id).order_by("pk")
        services = Service.objects.filter(document__in=documents).order_by("seq")
        replies = Reply.objects.filter(document__in=documents).order_by("seq")
        issued = documents.values_list(
            "pk", "status", "number", "sha256", "issued_by_id", "issued_at", "decision_seq"
        )
        served = services.values_list("document_id", "seq", "to", "mode", "proof", "served_on")
        replied = replies.values_list("document_id", "seq", "received_on", "content", "accepted")
        return [("document", *row) for row in issued] + [
            *(("service", *row) for row in served),
            *(("reply", *row) for row in replied),
        ]


def _meant(step: Step) -> Document | None:
    if step.act.kind not in ("issue_document", "serve", "reply"):
        return None
    try:
        key = UUID(str(step.act.data.get("document")))
    except ValueError:
        return None
    return Document.objects.filter(pk=key, proceeding_id=step.proceeding_id).first()


def _issue(step: Step, document: Document) -> None:
    data = step.act.data
    issued = step.after.document(str(document.pk))
    matter = step.after.matters.get(issued.matter) if issued and issued.matter else None
    document.status = Document.Status.ISSUED
    document.number = data["number"]
    document.sha256 = data.get("sha256") or ""
    document.issued_by_id, document.issued_at = step.act.by, step.act.at
    if document.has_legal_effect:
        if matter is None or matter.decision is None:
            raise refused("issue.no_decision")
        document.decision_seq = decision_seq(step.proceeding_id, matter.decision.at)
    document.save(
        update_fields=["status", "number", "sha256", "issued_by", "issued_at", "decision_seq"]
    )


def _serve(step: Step, document: Document) -> None:
    data = step.act.data
    Service.objects.create(
        document=document,
        seq=step.seq,
        to=data["to"],
        mode=data["mode"],
        proof=data["proof"],
        served_on=date_in(data["served_on"]),
        recorded_by=step.act.by,
    )
    if document.status == Document.Status.ISSUED:
        Document.objects.filter(pk=document.pk).update(status=Document.Status.SERVED)


def _reply(step: Step, document: Document) -> None:
    data = step.act.data
    Reply.objects.create(
        document=document,
        seq=step.seq,
        received_on=date_in(data["received_on"]),
        content=data["content"],
        accepted=data["accepted"],
        proof=data.get("proof") or "",
        recorded_by=step.act.by,
    )
    Document.objects.filter(pk=document.pk).update(status=Document.Status.REPLIED)
