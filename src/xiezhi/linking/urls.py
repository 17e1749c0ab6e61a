"""Addresses of linking: the pairs that wait, one pair, what is decided of it."""

from django.urls import path

from xiezhi.linking import views

urlpatterns = [
    path("links/", views.pairs, name="link-pairs"),
    path("links/run/", views.run, name="link-run"),
    path("links/decisions/<uuid:decision_id>/withdraw/", views.withdraw, name="link-withdraw"),
    path("links/<str:subject>/<str:left>/<str:right>/", views.pair, name="link-pair"),
    path("links/<str:subject>/<str:left>/<str:right>/decide/", views.decide, name="link-decide"),
]
