"""What was released stays released: no line of a pack's `releases.yaml` was ever taken out."""

import subprocess
from pathlib import Path

import pytest

from xiezhi.law.packs import packs_folder
from xiezhi.law.releases import FILE, changed_since_release, releases

ROOT = Path(__file__).resolve().parents[1]


def test_no_released_line_was_changed_or_removed():
    path = f"src/xiezhi/packs/cn/{FILE}"
    told = ["git", "-C", ROOT, "log", "--patch", "--unified=0", "--format=", "--", path]
    history = subprocess.run(told, capture_output=True, check=False, text=True)
    if history.returncode or not history.stdout:
        pytest.skip("没有版本库的历史，无从比较")
    removed = [line for line in history.stdout.splitlines() if line.startswith('-"')]
    assert removed == []


def test_the_national_pack_says_what_it_released():
    folder = packs_folder() / "cn"
    assert changed_since_release(folder) == ("", None)
    assert all(len(digest) == 64 for digest in releases(folder).values())
