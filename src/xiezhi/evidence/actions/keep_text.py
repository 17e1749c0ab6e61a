"""Keep a text: a judgment or a page of a dossier, with the fields read out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.evidence.compared import about, digest
from xiezhi.evidence.index import index_text
from xiezhi.evidence.models import Text
from xiezhi.law.acts import Act
from xiezhi.ledger.actions.record import record

RULE, VERSION = "evidence.keep_text", "1"


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps a text: the unit whose chain records it, person code and capacity."""

    chain: str
    by: str
    capacity: str


def keep_text(
    *,
    keeper: Keeper,
    key: str,
    title: str,
    kind: str,
    content: str,
    fields: Mapping[str, Any] | None = None,
    spans: Mapping[str, Any] | None = None,
    case_id: UUID | None = None,
    restricted: bool = False,
) -> UUID:
    """Store a text once and return its id; the same content under the same key changes nothing.

    `key` says where it came from (`judgments:12`), `spans` is `{field path: [start, end]}` in
    characters. A restricted text is readable in its case but not searchable. The ledger keeps the
    digests of the content and of all that was said about it, not the content.
    """
    sha256 = digest(content)
    where = {"case_id": case_id} if case_id else {"case_id": None, "key": key}
    with transaction.atomic():
        text, created = Text.objects.get_or_create(
            **where,
            sha256=sha256,
            defaults={
                "key": key,
                "title": title[:300],
                "kind": kind,
                "content": content,
                "fields": dict(fields or {}),
                "spans": dict(spans or {}),
                "restricted": restricted,
            },
        )
        if created:
            _record(keeper, text)
        if created and not restricted:
            index_text(text)
    return text.pk


def _record(keeper: Keeper, text: Text) -> None:
    data = {"key": text.key, "sha256": text.sha256, "about": about(text)}
    act = Act("keep_text", timezone.now(), keeper.by, keeper.capacity, data)
    subject = ("text", str(text.pk))
    record(chain=keeper.chain, subject=subject, act=act, rule=RULE, rule_version=VERSION)
