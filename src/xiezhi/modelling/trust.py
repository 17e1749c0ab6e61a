"""Whose packages may be installed: this machine's own key, and those that a decider trusted."""

from xiezhi.law.refusals import refuse
from xiezhi.ledger import keys
from xiezhi.modelling.models import TrustedKey


def own_key() -> str:
    """Return this machine's public key, 64 hexadecimal digits; made on first use."""
    return keys.signing_key().public_key().public_bytes_raw().hex()


def known_key() -> str:
    """Return this machine's public key, empty before it was first used."""
    public = keys.own_public_key()
    return public.hex() if public else ""


def trusted_keys() -> list[TrustedKey]:
    """Return the keys trusted on this installation, by name."""
    return list(TrustedKey.objects.order_by("name"))


def require_trusted(key: str) -> None:
    """Raise Refused (409) unless packages signed with the key are believed here."""
    if key != own_key() and not TrustedKey.objects.filter(pk=key).exists():
        raise refuse(
            "package.untrusted",
            f"签名的公钥 {key[:16]}… 不在本单位信任的公钥之内",
            "向导出单位核对公钥，由检察长或者副检察长登记信任后再安装",
        )
