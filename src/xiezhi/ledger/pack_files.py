"""Kept packs as files: the bytes as they are hashed, so that `sha256sum` alone proves a file."""

from pathlib import Path

from xiezhi.law.errors import PackError
from xiezhi.law.packs import pack_from
from xiezhi.ledger.actions.keep_pack import keep_pack
from xiezhi.ledger.errors import LedgerError
from xiezhi.ledger.models import KeptPack
from xiezhi.ledger.packs import unpacked


def write_all(folder: Path) -> list[Path]:
    """Write every kept pack as `<version>.json`; never replaces a file. Raises LedgerError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for row in KeptPack.objects.all():
        content = unpacked(row.digest, bytes(row.content))
        path = folder / f"{row.version}.json"
        if not path.exists():
            path.write_bytes(content)
        written.append(path)
    return written


def read(path: Path) -> str:
    """Keep the pack that a file holds; return its version. Raises LedgerError (zh)."""
    try:
        return keep_pack(pack_from(path.read_bytes()))
    except OSError as error:
        raise LedgerError(f"{path.name} 不能读取：{error.strerror}。") from error
    except PackError as error:
        raise LedgerError(f"{path.name} 不是规则包文件：{error}") from error
