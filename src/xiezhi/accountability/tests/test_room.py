"""What is too long for its column is refused in words; the list goes by pages."""

import pytest
from django.urls import reverse

from xiezhi.accountability.actions.accept_clue import accept_clue
from xiezhi.accountability.actions.establish_committee import establish_committee
from xiezhi.accountability.models import DisciplineCommittee, LiabilityCase
from xiezhi.accountability.selectors import matters
from xiezhi.accountability.tests.examined import CLUE
from xiezhi.casework.selectors import paging
from xiezhi.casework.tests.office import at
from xiezhi.law import Refused


def test_a_title_longer_than_its_column_is_refused(client, office):
    client.force_login(office.inspector)
    long = {**CLUE, "title": "案" * 201}
    answer = client.post(reverse("accountability-new"), long)
    assert answer.status_code == 422
    assert "不超过 200 个字" in answer.content.decode()
    with pytest.raises(Refused, match="201 个字，最多 200 个字"):
        accept_clue(office.inspector, long)
    assert not LiabilityCase.objects.exists()
    assert accept_clue(office.inspector, {**CLUE, "title": "案" * 200}).title == "案" * 200


def test_a_committees_name_longer_than_its_column_is_refused(client, office, examined):
    client.force_login(office.provincial)
    long = {"name": "名" * 121, "prosecutors": "甲"}
    answer = client.post(reverse("discipline-committee"), long)
    assert answer.status_code == 422
    assert "不超过 120 个字" in answer.content.decode()
    with pytest.raises(Refused, match="最多 120 个字"):
        establish_committee(office.provincial, long["name"], ["甲"], [])
    assert DisciplineCommittee.objects.get().name == "云省检察官惩戒委员会"


def test_the_list_goes_by_pages(client, office, monkeypatch):
    monkeypatch.setattr(paging.leaf, "__defaults__", (2,))
    for day in (1, 2, 3):
        accept_clue(office.inspector, {**CLUE, "title": f"旧案{day}"}, at=at(6, day))
    client.force_login(office.chief)
    text = client.get(reverse("accountability"), {"page": "2"}).content.decode()
    assert "3 件责任追究案件" in text
    assert ("旧案1" in text, "旧案2" in text, "第 2 / 2 页" in text) == (True, False, True)
    assert [one.title for one in matters(office.chief).lines] == ["旧案3", "旧案2"]
