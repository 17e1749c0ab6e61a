"""The Ed25519 key that signs checkpoints: made on first use, readable by its owner only."""

import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from xiezhi.ledger.errors import LedgerError


def key_path() -> Path:
    """Return where the private key is kept (`XIEZHI_HOME/ledger-key.pem`)."""
    return Path(settings.XIEZHI_HOME) / "ledger-key.pem"


def signing_key() -> Ed25519PrivateKey:
    """Return the key, making it on first use; raise LedgerError for another kind of file."""
    path = key_path()
    if not path.exists():
        _make(path)
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except ValueError as error:
        raise LedgerError(f"{path.name} 不是有效的私钥文件，请从备份恢复。") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise LedgerError(f"{path.name} 不是 Ed25519 私钥，请从备份恢复。")
    return key


def own_public_key() -> bytes | None:
    """Return the 32 bytes of this machine's public key, or None before the first checkpoint."""
    return signing_key().public_key().public_bytes_raw() if key_path().exists() else None


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    try:
        os.link(draft, path)  # two first users at once: one key only, and never half of one
    except FileExistsError:
        pass
    finally:
        draft.unlink()
