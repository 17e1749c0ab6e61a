"""A proceeding taken out of the tables behind the ledger's back is named by the comparison."""

from django.db import connection

from xiezhi.casework.models import Proceeding
from xiezhi.casework.rebuild import differences
from xiezhi.casework.tests.office import accepted, given_to


def test_a_proceeding_that_only_the_ledger_knows_is_named(office):
    found = accepted(office)
    given_to(office, found.pk)
    assert list(differences()) == []
    with connection.constraint_checks_disabled():
        Proceeding.objects.filter(pk=found.pk)._raw_delete("default")
        (difference,) = differences()
    assert difference.subject == str(found.pk)
    assert "没有这一件" in difference.replayed
    found.save(force_insert=True)
