"""Publish the seed of the day's random assignment (公布分案种子)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from xiezhi.casework.access import must_manage
from xiezhi.casework.assignment import seed


def publish_seed(
    person: object, procuratorate: str, *, at: datetime | None = None, secret: str | None = None
) -> str:
    """Publish today's commitment and return it (64 hexadecimal digits).

    Raises:
        Refused: 403 unless case management acts; 409 when today's is already published.
    """
    at = at or timezone.now()
    day_on = timezone.localdate(at)
    actor = must_manage(person, procuratorate, day_on)
    with transaction.atomic():
        return seed.publish(procuratorate, day_on, by=actor.code, at=at, secret=secret).commitment
