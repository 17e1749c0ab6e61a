"""Trust a public key: packages signed with it may be installed from then on."""

import re

from django.db import transaction
from django.utils import timezone

from xiezhi.law import Act
from xiezhi.law.refusals import FORBIDDEN, Refused, lacks, refuse
from xiezhi.ledger.actions.record import record
from xiezhi.modelling.access import CONSOLE, DECIDERS, By
from xiezhi.modelling.models import TrustedKey

_KEY = re.compile(r"[0-9a-f]{64}")


def trust_key(by: By, key: str, name: str, reason: str) -> TrustedKey:
    """Trust a key of 64 hexadecimal digits under the name of its unit.

    Raises Refused: 403 for whoever does not decide, 409 for no key, no name or no reason.
    """
    if by.capacity not in (*DECIDERS, CONSOLE):
        raise refuse(
            "modelling.not_decider",
            "信任的公钥不由你定",
            "由本院检察长或者副检察长决定",
            level=FORBIDDEN,
        )
    key, told = key.strip().lower(), {"name": name.strip()[:120], "reason": reason.strip()}
    if not _KEY.fullmatch(key):
        cure = "填导出单位 xiezhi screen key 给出的 64 位十六进制公钥"
        raise refuse("package.key", "这不是公钥", cure)
    labels = {"name": "公钥属于哪个单位", "reason": "理由"}
    if unsaid := [label for label, text in told.items() if not text]:
        raise Refused([lacks(one, labels[one], "信任公钥须写明属于谁、为什么") for one in unsaid])
    with transaction.atomic():
        now = timezone.now()
        given = {**told, "procuratorate": by.procuratorate, "trusted_by": by.code}
        trusted, _ = TrustedKey.objects.update_or_create(
            key=key, defaults={**given, "trusted_at": now}
        )
        record(
            chain=by.procuratorate,
            subject=("trusted_key", key),
            act=Act("trust_key", now, by.code, by.capacity, told),
            rule="modelling",
            rule_version="1",
        )
    return trusted
