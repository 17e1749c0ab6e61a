"""Addresses of casework's pages."""

from django.urls import path

from xiezhi.casework.views import acting, case, custody, inspection, intake, lists, recusal

acting.performs("recuse", recusal.recuse)

urlpatterns = [
    path("workbench/", lists.workbench, name="workbench"),
    path("cases/", lists.cases, name="cases"),
    path("clocks/", lists.calendar, name="calendar"),
    path("custody/", lists.custody, name="custody"),
    path("inspect/", inspection.inspect, name="inspect"),
    path("cases/new/", intake.choose, name="accept"),
    path("cases/new/<str:procedure_id>/", intake.accept, name="accept-as"),
    path("cases/<uuid:proceeding_id>/", case.case_page, name="case-page"),
    path("cases/<uuid:proceeding_id>/material/<str:tab>/", case.material, name="case-material"),
    path("cases/<uuid:proceeding_id>/clocks/<path:key>/", lists.explained, name="clock-why"),
    path("cases/<uuid:proceeding_id>/act/<str:kind>/", acting.act, name="act"),
    path(
        "cases/<uuid:proceeding_id>/custody/<str:party_code>/",
        custody.change,
        name="custody-change",
    ),
    path("cases/<uuid:proceeding_id>/draw/", intake.draw, name="draw"),
]
