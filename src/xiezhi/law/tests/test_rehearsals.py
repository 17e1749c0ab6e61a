"""Every rehearsal that a pack brings plays as written, and replays to the same state."""

from pathlib import Path

import pytest

from xiezhi.law import national, replay
from xiezhi.law.packs import packs_folder
from xiezhi.law.rehearsal import Rehearsal, RehearsalFile, differences, play
from xiezhi.law.yaml_files import read_as


def _all() -> list[tuple[str, Rehearsal]]:
    folder: Path = packs_folder() / "cn" / "rehearsals"
    files = [read_as(RehearsalFile, path) for path in sorted(folder.rglob("*.yaml"))]
    return [(f.procedure, r) for f in files for r in f.rehearsals]


@pytest.mark.parametrize(("procedure", "rehearsal"), _all(), ids=lambda v: getattr(v, "name", v))
def test_rehearsal_adds_up(procedure: str, rehearsal: Rehearsal) -> None:
    pack = national()
    stage = play(rehearsal, pack.procedures[procedure], pack)
    assert differences(rehearsal.expect, stage.state) == {}
    assert replay(pack.procedures[procedure], stage.acts, pack=pack) == stage.state


def test_every_procedure_is_rehearsed() -> None:
    rehearsed = {procedure for procedure, _ in _all()}
    assert {"criminal.review_for_arrest", "criminal.review_for_prosecution"} <= rehearsed
    assert set(national().procedures) - rehearsed <= {"criminal.arrest_refusal_review"}
