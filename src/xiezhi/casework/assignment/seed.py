"""The day's seed: its commitment is published in the ledger before use, its secret afterwards."""

import secrets
from datetime import date, datetime

from django.db import IntegrityError, transaction

from xiezhi.casework.assignment.draw import commitment_of
from xiezhi.casework.models import DailySeed
from xiezhi.casework.rules import refused
from xiezhi.law.acts import Act
from xiezhi.law.refusals import Refused
from xiezhi.ledger.actions.record import record

RULE = "casework.assignment.draw"
VERSION = "1"


def fresh_secret() -> str:
    """Return the secret of a day: 32 random bytes in hexadecimal, which nobody chooses."""
    return secrets.token_hex(32)


def publish(
    procuratorate: str, day_on: date, *, by: str, at: datetime, secret: str | None = None
) -> DailySeed:
    """Publish the commitment of a day's seed. Runs inside the caller's transaction.

    `secret` is given only where a run must be repeatable (the fictional city, tests).

    Raises:
        Refused: 409 when the day's seed is already published.
    """
    if DailySeed.objects.filter(procuratorate_id=procuratorate, day_on=day_on).exists():
        raise refused("assignment.seed_published", f"{day_on}")
    secret = secret or fresh_secret()
    commitment = commitment_of(secret)
    act = Act(
        "publish_seed",
        at,
        by,
        "case_management",
        {"day_on": day_on.isoformat(), "commitment": commitment},
    )
    subject = ("assignment_seed", f"{procuratorate}/{day_on}")
    entry = record(chain=procuratorate, subject=subject, act=act, rule=RULE, rule_version=VERSION)
    return DailySeed.objects.create(
        procuratorate_id=procuratorate,
        day_on=day_on,
        commitment=commitment,
        secret=secret,
        published_seq=entry.seq,
    )


def of_day(procuratorate: str, day_on: date, *, by: str, at: datetime) -> DailySeed:
    """Return the day's seed, publishing it first when the day has none yet.

    Called before the caller's own transaction takes any lock: the first two callers of a day may
    both publish, and the one that comes second takes the other's.
    """
    known = DailySeed.objects.filter(procuratorate_id=procuratorate, day_on=day_on).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return publish(procuratorate, day_on, by=by, at=at)
    except (IntegrityError, Refused):
        return DailySeed.objects.get(procuratorate_id=procuratorate, day_on=day_on)
