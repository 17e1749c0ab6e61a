"""Releases of a pack: ``releases.yaml`` beside ``pack.yaml``, version by version its digest.

A released line never changes. Content that no longer has the digest of the version it declares is
a mistake; content under a version that is not listed yet is work on the next release.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from xiezhi.law.contents import DECLARED, HEAD, content_of, digest_of, read_layer
from xiezhi.law.errors import PackError
from xiezhi.law.packs import PackHead
from xiezhi.law.yaml_files import line_saying, read_as, read_yaml, validated

FILE = "releases.yaml"
_SAID = """\
# 已发布的规则包：版本 → 全部规则文件内容的 SHA-256 摘要。由 xiezhi law release 添加。
# 已有的行不得改动或者删除：改了规则，就在 pack.yaml 里换一个新的版本号。
"""


def releases(folder: Path) -> Mapping[str, str]:
    """The released versions of one folder of rules, each with its digest. Raises PackError."""
    path = folder / FILE
    written = read_yaml(path) if path.is_file() else None
    return validated(dict[str, str], written or {}, path)


def digest_now(folder: Path) -> str:
    """The digest of a folder's rule files as they stand, without what is laid upon it."""
    return digest_of(content_of([read_layer(folder)]))


def declared(folder: Path) -> str:
    """The version that the folder's ``pack.yaml`` declares. Raises PackError."""
    return read_as(PackHead, folder / HEAD).version


def is_released(folder: Path) -> bool:
    """Whether the folder stands as it was released under the version that it declares."""
    return releases(folder).get(declared(folder)) == digest_now(folder)


def changed_since_release(folder: Path) -> tuple[str, int | None]:
    """What is wrong and its line in ``pack.yaml`` when released content changed; else empty."""
    version = declared(folder)
    if releases(folder).get(version, "") in ("", digest_now(folder)):
        return "", None
    said = (
        f"版本 {version} 发布之后内容有改动；在 pack.yaml 中改用新的 version，"
        "改定后运行 xiezhi law release"
    )
    return said, line_saying(folder / HEAD, "version:")


def release(folder: Path, version: str | None = None) -> str:
    """Add the folder's content to its releases, under ``version`` or the one it declares.

    Writes a new version into ``pack.yaml`` first. Returns the version; raises PackError (zh) when
    it is already released, and then writes nothing.
    """
    version = version or declared(folder)
    known = releases(folder)
    if version in known:
        raise PackError(str(folder / FILE), f"版本 {version} 已经发布", "换一个新的版本号")
    if DECLARED.fullmatch(version) is None:
        cure = "用字母、数字、点和横线，不超过 23 个字符"
        raise PackError(str(folder / HEAD), f"版本「{version}」写法有误", cure)
    _declare(folder / HEAD, version)
    path = folder / FILE
    before = path.read_text(encoding="utf-8") if path.is_file() else _SAID
    line = f'"{version}": {digest_now(folder)}\n'
    path.write_text(before.rstrip("\n") + "\n" + line, encoding="utf-8")
    return version


def _declare(path: Path, version: str) -> None:
    if declared(path.parent) == version:
        return
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^version:.*$", f"version: '{version}'", text)
    path.write_text(changed, encoding="utf-8")
