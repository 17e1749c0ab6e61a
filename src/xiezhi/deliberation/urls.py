"""Addresses of the power lists, and where casework's acts on decisions are carried out."""

from django.urls import path

from xiezhi.casework.views import acting
from xiezhi.deliberation import power_pages, views

urlpatterns = [
    path("powers/", power_pages.power_list, name="powers"),
    path("powers/compare/", power_pages.compare, name="powers-compare"),
    path("powers/ask/", power_pages.ask, name="powers-ask"),
]

acting.performs("resolve", views.resolve)
