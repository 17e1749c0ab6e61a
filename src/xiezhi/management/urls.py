"""Addresses of process monitoring."""

from django.urls import path

from xiezhi.management import views

urlpatterns = [
    path("monitoring/", views.board, name="monitoring"),
    path("monitoring/supervision/", views.supervision_figures, name="supervision-figures"),
    path("monitoring/alerts/<int:alert_id>/seen/", views.acknowledge, name="alert-seen"),
    path("monitoring/<uuid:finding_id>/", views.finding, name="finding"),
    path("monitoring/<uuid:finding_id>/notice.docx", views.notice, name="finding-notice"),
    path("monitoring/<uuid:finding_id>/<slug:step>/", views.take_step, name="finding-step"),
]
