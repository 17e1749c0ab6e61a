"""Addresses of the exchange: the machines' door and case management's pages."""

from django.urls import path

from xiezhi.exchange import views
from xiezhi.exchange.door import receive

urlpatterns = [
    path("exchange/inbox/", receive, name="exchange-receive"),
    path("exchange/", views.inbox, name="inbox"),
    path("exchange/<uuid:message_id>/", views.message, name="message"),
    path("exchange/<uuid:message_id>/accept/", views.accept, name="message-accept"),
    path("exchange/<uuid:message_id>/refuse/", views.refuse, name="message-refuse"),
]
