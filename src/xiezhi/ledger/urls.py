"""Addresses of the ledger's page."""

from django.urls import path

from xiezhi.ledger import views

urlpatterns = [
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/checks/<slug:check_id>/", views.check, name="ledger-check"),
]
