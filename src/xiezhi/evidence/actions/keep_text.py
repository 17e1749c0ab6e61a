"""Keep a text: a judgment or a page of a dossier, with the fields read out of it."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from xiezhi.evidence.index import index_text
from xiezhi.evidence.models import Text


def keep_text(
    *,
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
    characters. A restricted text is readable in its case but not searchable.
    """
    sha256 = hashlib.sha256(content.encode()).hexdigest()
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
        if created and not restricted:
            index_text(text)
    return text.pk
