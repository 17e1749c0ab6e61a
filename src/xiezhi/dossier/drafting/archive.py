"""The same content gives the same bytes: zips without the moment they were written."""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip can hold


def members_of(content: bytes) -> tuple[tuple[str, bytes], ...]:
    """The members of a zip, in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def add_still(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a member with a fixed time and mode."""
    member = zipfile.ZipInfo(name, _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    archive.writestr(member, content)
