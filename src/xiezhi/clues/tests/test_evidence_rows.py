"""What a reader sees of evidence: numbers masked wherever they stand, words as printed."""

from xiezhi.clues.evidence_rows import cells, sources
from xiezhi.screening import national

NUMBER = "99010219900307675X"


def test_a_number_is_masked_wherever_a_model_puts_it():
    shown = cells({"ring": NUMBER, "said": f"与{NUMBER}同住", "identity_number": NUMBER}, {})
    for cell in shown:
        assert NUMBER not in cell.value
        assert cell.masked
        assert "675X" in cell.value


def test_what_is_no_number_of_a_person_stays_as_it_is():
    values = {"amount": "131600", "case": "（2026）云9901民初5119号", "long": f"1{NUMBER}"}
    assert [cell.value for cell in cells(values, {})] == list(values.values())


def test_a_word_of_a_list_is_shown_as_the_agency_wrote_it():
    row = {"values": {"role": "plaintiff"}, "printed": {"role": "原告"}, "origins": []}
    (found,) = sources({"civil_party": [row]}, national(), {})
    assert [cell.value for cell in found.rows[0].cells] == ["原告"]
