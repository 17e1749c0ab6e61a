"""An inquiry is recorded on a telephone in one form that fits its width."""

import pytest
from django.urls import reverse

from xiezhi.casework.tests.office import accepted, given_to, staff_office
from xiezhi.interference.models import Record

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TELEPHONE = {"width": 390, "height": 844}


@pytest.mark.clause("reform-32b")
def test_an_inquiry_is_recorded_on_a_telephone(transactional_db, live_server, sign_in):
    office = staff_office("YJ", "云江")
    proceeding = accepted(office, detained=True)
    given_to(office, proceeding.pk)
    page = sign_in(office.p1)
    page.set_viewport_size(TELEPHONE)
    address = f"{live_server.url}{reverse('interference-new')}?proceeding={proceeding.pk}"
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    fields = page.locator(".field .form-control, .field .form-select")
    assert all(fields.nth(n).bounding_box()["height"] >= 44 for n in range(fields.count()))
    assert page.input_value("[name=proceeding]") == str(proceeding.pk)
    assert page.input_value("[name=happened_at]")
    page.fill("[name=name]", "云江deputy（deputy）")
    page.select_option("[name=relation]", "leader")
    page.select_option("[name=way]", "call")
    page.fill("[name=said]", "问案件办得怎样")
    page.select_option("[name=nature]", "unsure")
    page.click("text=保存记录")
    page.wait_for_url("**/three-rules/*-*/")
    record = Record.objects.get()
    assert (record.who_code, record.proceeding) == ("deputy", proceeding.pk)
    assert str(record.pk) in page.url
