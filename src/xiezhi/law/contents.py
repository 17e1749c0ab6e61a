"""What a pack says, as bytes: its digest is its version, and the bytes are kept for ever.

The bytes are JSON: ``{"format", "layers": [{"head", "files": [[kind, path, content], …]}, …]}``,
the floor first, then each overlay; files by kind and path, whatever order a folder lists them in.
Comments and layout do not count; the order of keys within a file does, because stages have one.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from xiezhi.law.errors import PackError
from xiezhi.law.kinds import KINDS
from xiezhi.law.yaml_files import read_yaml

FORMAT = "xiezhi-pack/1"
HEAD = "pack.yaml"
DIGITS = 40  # of the digest's 64 that a version carries: a version must fit an entry's column
SHOWN = 8  # of them where a page has no room
DECLARED = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,22}")  # with + and the digits: 64 at most
_VERSION = re.compile(rf"(?P<declared>.*)\+(?P<digest>[0-9a-f]{{{DIGITS}}})")
# JSON has no dates and no keys but text: these stand for them
_DATE, _INSTANT, _ITEMS = "$date", "$instant", "$items"


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One rule file: its kind, its path within the pack, and what YAML reads out of it."""

    kind: str
    path: str
    content: object


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder of a pack, the floor or an overlay: its head and its rule files, in order."""

    head: object
    files: tuple[RuleFile, ...]


def read_layer(root: Path) -> Layer:
    """Read a folder of rules. Raises PackError for a file that is not YAML."""
    files = [
        RuleFile(kind.name, path.relative_to(root).as_posix(), read_yaml(path))
        for kind in KINDS
        for path in kind.files(root)
    ]
    return Layer(read_yaml(root / HEAD), ordered(files))


def ordered(files: Sequence[RuleFile]) -> tuple[RuleFile, ...]:
    """The files in the one order in which they are read and hashed."""
    return tuple(sorted(files, key=lambda file: (file.kind, file.path)))


def content_of(layers: Sequence[Layer]) -> bytes:
    """The bytes of a pack."""
    plain = [
        {
            "head": _plain(layer.head),
            "files": [[f.kind, f.path, _plain(f.content)] for f in ordered(layer.files)],
        }
        for layer in layers
    ]
    whole = {"format": FORMAT, "layers": plain}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def layers_of(content: bytes, place: str) -> tuple[Layer, ...]:
    """The layers that bytes hold; ``place`` names them in the PackError for any other bytes."""
    try:
        whole = json.loads(content)
        if whole["format"] != FORMAT:
            raise PackError(place, f"格式「{whole['format']}」未知", "升级程序后再读取")
        return tuple(
            Layer(
                _rich(layer["head"]),
                tuple(RuleFile(kind, path, _rich(rules)) for kind, path, rules in layer["files"]),
            )
            for layer in whole["layers"]
        )
    except (ValueError, KeyError, TypeError) as error:
        raise PackError(place, "不是规则包的内容", "选择 xiezhi 导出的规则包文件") from error


def digest_of(content: bytes) -> str:
    """The SHA-256 digest of a pack's bytes, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def version_of(declared: str, digest: str) -> str:
    """The version under which acts are recorded: what the pack declares, and what it says."""
    return f"{declared}+{digest[:DIGITS]}"


def digest_in(version: str) -> str:
    """The digits of the digest that a version carries; empty for one written without."""
    found = _VERSION.fullmatch(version)
    return found["digest"] if found else ""


def shortened(version: str) -> str:
    """A version for a page: 2026.11.0+3f2a91c0 for one with forty digits, others as they are."""
    found = _VERSION.fullmatch(version)
    return f"{found['declared']}+{found['digest'][:SHOWN]}" if found else version


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return {_INSTANT: value.isoformat()}
    if isinstance(value, date):
        return {_DATE: value.isoformat()}
    if isinstance(value, Mapping):
        if all(isinstance(key, str) and not key.startswith("$") for key in value):
            return {key: _plain(item) for key, item in value.items()}
        return {_ITEMS: [[_plain(key), _plain(item)] for key, item in value.items()]}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _rich(value: object) -> object:
    if isinstance(value, list):
        return [_rich(item) for item in value]
    if not isinstance(value, dict):
        return value
    if _DATE in value:
        return date.fromisoformat(value[_DATE])
    if _INSTANT in value:
        return datetime.fromisoformat(value[_INSTANT])
    if _ITEMS in value:
        return {_rich(key): _rich(item) for key, item in value[_ITEMS]}
    return {key: _rich(item) for key, item in value.items()}
