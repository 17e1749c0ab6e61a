"""Signed statements of where a chain stood, kept as files outside the database."""

import base64
import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from xiezhi.ledger import canonical, keys
from xiezhi.ledger.errors import LedgerError
from xiezhi.ledger.selectors import HeadRow

FORMAT = "xiezhi-checkpoint/1"
SIGNED = ("chain", "seq", "sha256", "sm3", "taken_at", "public_key")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A chain's head at an instant; key and signature are Base64."""

    chain: str
    seq: int
    sha256: str
    sm3: str
    taken_at: str
    public_key: str
    signature: str


def sign(head: HeadRow, taken_at: dt.datetime) -> Checkpoint:
    """Sign the head with this machine's key."""
    key = keys.signing_key()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    taken = canonical.instant_text(taken_at)
    unsigned = Checkpoint(head.chain, head.seq, head.sha256, head.sm3, taken, public, "")
    signature = base64.b64encode(key.sign(_signed_bytes(unsigned))).decode()
    return Checkpoint(head.chain, head.seq, head.sha256, head.sm3, taken, public, signature)


def write(checkpoint: Checkpoint, folder: Path) -> Path:
    """Write `<chain>-<seq>.json` and return its path; never replaces an existing file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{checkpoint.chain}-{checkpoint.seq}.json"
    if not path.exists():
        text = json.dumps({"format": FORMAT, **asdict(checkpoint)}, ensure_ascii=False, indent=2)
        path.write_text(text + "\n", encoding="utf-8")
    return path


def read(path: Path) -> Checkpoint:
    """Read a checkpoint and check its signature; raise LedgerError (zh) naming what is wrong."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        kind = values.pop("format")
        checkpoint = Checkpoint(**values)
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise LedgerError(
            f"{path.name} 不是检查点文件，请选择 ledger checkpoint 导出的文件。"
        ) from error
    if kind != FORMAT:
        raise LedgerError(f"{path.name} 的格式“{kind}”未知，请升级程序后再校验。")
    _check_signature(checkpoint, path.name)
    return checkpoint


def _check_signature(checkpoint: Checkpoint, name: str) -> None:
    try:
        public = base64.b64decode(checkpoint.public_key, validate=True)
        signature = base64.b64decode(checkpoint.signature, validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _signed_bytes(checkpoint))
    except (InvalidSignature, ValueError, TypeError) as error:
        raise LedgerError(
            f"{name} 的签名不成立：检查点文件被改动过，请使用另存的原件。"
        ) from error
    own = keys.own_public_key()
    if own is not None and own != public:
        raise LedgerError(f"{name} 不是由本机密钥签署的，请核对公钥 {checkpoint.public_key}。")


def _signed_bytes(checkpoint: Checkpoint) -> bytes:
    return canonical.field_bytes(FORMAT, SIGNED, asdict(checkpoint))
