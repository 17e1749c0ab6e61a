"""The city's records of inquiries: three, verified as an office would, and some nil reports."""

from django.utils import timezone

from xiezhi.casework.tests.office import accepted, given_to, staff_office
from xiezhi.city import inquiries
from xiezhi.city.staff import Staff
from xiezhi.interference import projection
from xiezhi.interference.models import HandOver, MonthReport, Record


def test_a_handler_records_and_inspection_verifies(db, monkeypatch):
    office = staff_office("YJ", "云江")
    monkeypatch.setattr(inquiries, "DEPARTMENT", "P1")
    staff = Staff("YJ", timezone.localdate())
    assert inquiries.record_inquiries(staff, timezone.now()) == 0
    given_to(office, accepted(office).pk)
    assert inquiries.record_inquiries(staff, timezone.now()) == 3
    assert Record.objects.count() == 3
    assert HandOver.objects.count() == 1
    assert MonthReport.objects.exists()
    assert not list(projection.differences())
