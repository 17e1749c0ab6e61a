"""Addresses of the dossier's pages; offers the evidence of a case to forms that cite it."""

from django.urls import path

from xiezhi.casework.forms.questions import offer_choices
from xiezhi.evidence import arranging, views
from xiezhi.evidence.selectors import citable

offer_choices(
    "evidence", lambda case_id: [(str(e.no), f"{e.no} {e.name}") for e in citable(case_id)]
)

urlpatterns = [
    path("search/", views.search, name="search"),
    path("texts/<uuid:text_id>/", views.text, name="text"),
    path("cases/<uuid:proceeding_id>/evidence/", views.evidence, name="case-evidence"),
    path("cases/<uuid:proceeding_id>/evidence/add/", arranging.add, name="evidence-add"),
    path(
        "cases/<uuid:proceeding_id>/evidence/<int:no>/exclude/",
        arranging.exclude,
        name="evidence-exclude",
    ),
    path("cases/<uuid:proceeding_id>/evidence/facts/add/", arranging.add_fact, name="fact-add"),
    path("cases/<uuid:proceeding_id>/evidence/proof/", arranging.link, name="proof-link"),
]
