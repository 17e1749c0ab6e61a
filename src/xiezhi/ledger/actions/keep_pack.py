"""Keep what a pack of rules says, once, in the transaction of the first act done under it."""

import zlib

from django.db import transaction
from django.utils import timezone

from xiezhi.law.packs import Pack
from xiezhi.ledger import canonical, packs
from xiezhi.ledger.models import KeptPack


def keep_pack(pack: Pack) -> str:
    """Keep the pack unless it is kept already; return the version that entries name it by.

    Two first writers may meet: the second waits for the first one's row, or finds it.
    """
    if packs.is_known(pack.digest):
        return pack.version
    if not KeptPack.objects.filter(digest=pack.digest).exists():
        row = KeptPack(
            digest=pack.digest,
            version=pack.version,
            content=zlib.compress(pack.content, packs.LEVEL),
            kept_at=canonical.instant_text(timezone.now()),
        )
        KeptPack.objects.bulk_create([row], ignore_conflicts=True)
    transaction.on_commit(lambda: packs.remember(pack.digest))
    return pack.version
