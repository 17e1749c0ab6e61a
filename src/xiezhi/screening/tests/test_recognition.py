"""Every table of the dictionary is told from all the others by its headers alone."""

from pathlib import Path

import pytest

from xiezhi.screening import national
from xiezhi.screening.layout import Layout
from xiezhi.screening.matching import Sample, match
from xiezhi.screening.reading import Sheet
from xiezhi.screening.recognition import Choice, recognise

SAMPLES = {
    "identity_number": ["990102199003070310", "990104199505052211"],
    "date": ["2026-01-02", "2026-03-04"],
    "int": ["3", "4"],
    "decimal": ["3.5", "4"],
    "bool": ["是", "否"],
    "text": ["甲", "乙"],
}


def _cells(column):
    if column.choices:
        return [*column.choices][:2] * 2
    return SAMPLES.get(column.check or "", SAMPLES[column.type])


def _sheet_of(table, rank):
    """A sheet with every column of a table, each under the ``rank``-th of its names."""
    names = tuple((c.names[min(rank, len(c.names) - 1)],) for c in table.columns.values())
    body = [[_cells(c)[row] for c in table.columns.values()] for row in (0, 1)]
    lines = [(row + 2, cells) for row, cells in enumerate(body)]
    return Layout(names, 1, (), tuple(lines), iter(lines), True)


@pytest.mark.parametrize("rank", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_a_sheet_without_a_title_is_taken_for_its_own_table(rank):
    for table in national().imported():
        layout = _sheet_of(table, rank)
        sheet = Sheet("Sheet1", iter(layout.samples))
        found = recognise(Path("a.xlsx"), sheet, layout, national(), Choice(None), None)
        assert (found.table, found.problem) == (table.table, ""), table.table


def test_a_plain_number_is_never_that_of_the_recipient():
    """两列身份证号的表：“身份证号”是权利人的，不是受让人的."""
    table = national()["registered_asset"]
    numbers = SAMPLES["identity_number"]
    (found,) = match(table, [("身份证号",)], [Sample.of(numbers)])
    assert found.column == "identity_number"
    (found,) = match(table, [("受让人身份证号",)], [Sample.of(numbers)])
    assert found.column == "disposed_to_identity_number"
