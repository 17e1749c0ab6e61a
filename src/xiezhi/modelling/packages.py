"""A model as one signed file: what is in it, how it is written, and how far it is believed.

A package is a zip of stored entries in one order with one date, so that the same model signed
with the same key is the same bytes: ``manifest.json``, ``model/<file>`` and ``signature.json``.
"""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, ValidationError

from xiezhi.law.refusals import Refused, refuse
from xiezhi.ledger import digests, keys
from xiezhi.modelling.library import digest_of_files, folder_of
from xiezhi.screening import Dictionary, Model, table_digest

FORMAT = "xiezhi-model/1"
LARGEST = 2 * 1024 * 1024  # bytes of a package, and of all its files unpacked
_MOST_FILES = 16
_NAME = re.compile(r"manifest\.json|signature\.json|model/[a-z][a-z0-9_]{0,40}\.(yaml|sql)")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can hold
_CURE = "请导出的单位重新导出，用可靠的方式再送一次；什么也没有安装"


class FileNamed(BaseModel):
    """A file of a package by its digests; ``sm3`` is empty where the exporter had no SM3."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sha256: str
    sm3: str
    size: int


class Manifest(BaseModel):
    """What a package says of itself; the signature covers its bytes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    format: str
    model: str
    version: str
    label: str
    digest: str
    unit: str
    files: dict[str, FileNamed]
    tables: dict[str, str]


class Package(BaseModel):
    """A package that holds together: files by name, and the key (hex) that signed it."""

    model_config = ConfigDict(frozen=True)
    manifest: Manifest
    files: dict[str, str]
    key: str


def write_package(model: Model, dictionary: Dictionary, unit: str) -> bytes:
    """Return a model's package, signed with this machine's key."""
    folder = folder_of(model.id)
    files = {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in (".yaml", ".sql")}
    manifest = Manifest(
        format=FORMAT,
        model=model.id,
        version=model.version,
        label=model.label,
        digest=digest_of_files(model),
        unit=unit,
        files={name: _named(content) for name, content in sorted(files.items())},
        tables={name: table_digest(dictionary, name) for name in sorted(model.reads)},
    )
    told = _canonical(manifest.model_dump())
    key = keys.signing_key()
    signature = {
        "public_key": key.public_key().public_bytes_raw().hex(),
        "signature": key.sign(told).hex(),
    }
    entries = {"manifest.json": told}
    entries |= {f"model/{name}": content for name, content in sorted(files.items())}
    return _zipped({**entries, "signature.json": _canonical(signature)})


def read_package(content: bytes) -> Package:
    """Return the package when it is whole, safe and signed by the key it names.

    Whether the key is trusted, and whether the model fits here, is asked by whoever installs.
    Raises Refused (409, zh) for anything damaged, foreign or unsafe.
    """
    entries = _unzipped(content)
    manifest = _manifest(entries.get("manifest.json", b""))
    key = _signer(entries["manifest.json"], entries.get("signature.json", b""))
    files = {n.removeprefix("model/"): c for n, c in entries.items() if n.startswith("model/")}
    if set(files) != set(manifest.files):
        raise _damaged("包里的文件与清单不符")
    for name, file in files.items():
        own, said = _named(file), manifest.files[name]
        if (own.sha256, own.size) != (said.sha256, said.size) or _differs(own.sm3, said.sm3):
            raise _damaged(f"文件 {name} 与清单的摘要不符，内容被改动过")
    try:
        texts = {name: file.decode("utf-8") for name, file in files.items()}
    except UnicodeDecodeError as error:
        raise _damaged("文件不是 UTF-8 文本") from error
    return Package(manifest=manifest, files=texts, key=key)


def _named(content: bytes) -> FileNamed:
    return FileNamed(sha256=digests.sha256(content), sm3=digests.sm3(content), size=len(content))


def _differs(own: str, said: str) -> bool:
    """Whether two SM3 digests differ; one that a machine could not work out says nothing."""
    return bool(own and said) and own != said


def _canonical(body: Mapping[str, Any]) -> bytes:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def _zipped(entries: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def _unzipped(content: bytes) -> dict[str, bytes]:
    if len(content) > LARGEST:
        raise _damaged(f"文件超过 {LARGEST // 1024 // 1024} MB，不是模型包")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _entries(archive)
    except Refused:
        raise
    except Exception as error:  # a hostile zip breaks headers, numbers, zlib, lzma, passwords
        raise _damaged("文件已经损坏，或者不是模型包") from error


def _entries(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Every entry, read no further than the limit whatever its header claims."""
    listed = archive.infolist()
    names = [entry.filename for entry in listed]
    if len(names) > _MOST_FILES or len(set(names)) != len(names):
        raise _damaged("文件太多或者重名，不是模型包")
    if strange := [name for name in names if not _NAME.fullmatch(name)]:
        raise _damaged(f"含有不该有的文件：{strange[0][:60]!r}")
    found, left = {}, LARGEST
    for entry in listed:
        with archive.open(entry) as file:
            found[entry.filename] = file.read(left + 1)
        left -= len(found[entry.filename])
        if left < 0:
            raise _damaged("解开以后太大，不是模型包")
    return found


def _manifest(content: bytes) -> Manifest:
    try:
        body = json.loads(content)
        manifest = Manifest.model_validate(body)
    except (ValueError, RecursionError, ValidationError) as error:
        raise _damaged("没有可读的清单 manifest.json") from error
    if manifest.format != FORMAT:
        raise refuse("package.format", f"包的格式“{manifest.format[:40]}”未知", "升级程序后再安装")
    return manifest


def _signer(manifest: bytes, signature: bytes) -> str:
    """The key that signed the manifest, 64 hexadecimal digits."""
    try:
        said = json.loads(signature)
        public, signed = bytes.fromhex(said["public_key"]), bytes.fromhex(said["signature"])
        Ed25519PublicKey.from_public_bytes(public).verify(signed, manifest)
    except (InvalidSignature, ValueError, KeyError, TypeError, RecursionError) as error:
        raise refuse("package.signature", "签名不成立：包没有签名，或者被改动过", _CURE) from error
    return public.hex()


def _damaged(reason: str) -> Refused:
    return refuse("package.damaged", reason, _CURE)
