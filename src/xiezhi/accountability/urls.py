"""Addresses of accountability."""

from django.urls import path

from xiezhi.accountability.views import matter, worksheet

urlpatterns = [
    path("accountability/", matter.board, name="accountability"),
    path("accountability/new/", matter.accept, name="accountability-new"),
    path("accountability/life/", worksheet.life, name="accountability-life"),
    path("accountability/committee/", matter.committee, name="discipline-committee"),
    path("accountability/<uuid:case_id>/", matter.show, name="accountability-case"),
    path("accountability/<uuid:case_id>/worksheet/", worksheet.show, name="liability-worksheet"),
    path("accountability/<uuid:case_id>/findings/", worksheet.find, name="liability-finding"),
    path("accountability/<uuid:case_id>/<slug:kind>/", matter.step, name="accountability-step"),
]
