"""A thousand damaged files: each is refused in plain words, or every line of it is accounted for;
nothing is left behind, and nothing takes long."""

import time
from datetime import date

import pytest
from damaging import DAMAGES, damaged

from xiezhi.screening import ScreeningError, import_file

DAY = date(2026, 11, 9)
THOUSAND = 1000
LOT = 100
PATIENCE = 20  # seconds for one file


def trouble_with(path, store):
    """What is wrong with how one file was received, in a line; empty when nothing is."""
    began = time.monotonic()
    try:
        report = import_file(path, store, data_on=DAY)
    except ScreeningError as refused:
        return _trouble_of_refusal(str(refused), refused.cure, path.name)
    except Exception as error:  # noqa: BLE001  whatever else comes out is what the test looks for
        return f"{type(error).__name__}: {error}"
    finally:
        took = time.monotonic() - began
    if took > PATIENCE:
        return f"took {took:.0f} s"
    sheets = [sheet for sheet in report.sheets if sheet.table]
    uneven = [s for s in sheets if s.rows != s.kept + s.quarantined + s.duplicates]
    told = len(store.quarantine(report.import_id))
    store.undo(report.import_id)
    if uneven or told != sum(sheet.quarantined for sheet in sheets):
        return f"lines unaccounted for: {uneven}, {told} in quarantine"
    return ""


def _trouble_of_refusal(message, cure, name):
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in message)
    if name not in message or chinese < 8 or not cure:
        return f"a poor message: {message} / {cure}"
    return f"a message of {len(message)} characters" if len(message) > 2000 else ""


def receive(serials, folder, store):
    """Import the damaged files of these numbers one after another; what went wrong, by name."""
    wrong = {}
    for serial in serials:
        name, body = damaged(serial)
        path = folder / name
        path.write_bytes(body)
        trouble = trouble_with(path, store)
        path.unlink()
        left = [entry.name for entry in store.directory.glob("staging-*")]
        if trouble or left or store.imports():
            wrong[name] = trouble or f"left behind: {left} {store.imports()}"
    return wrong


def test_every_kind_of_damage_is_received(tmp_path, store):
    assert receive(range(len(DAMAGES) * 2), tmp_path, store) == {}


@pytest.mark.slow
@pytest.mark.parametrize("lot", range(THOUSAND // LOT))
def test_a_thousand_damaged_files(tmp_path, store, contents, lot):
    assert receive(range(lot * LOT, (lot + 1) * LOT), tmp_path, store) == {}
    assert contents(store) == {}
