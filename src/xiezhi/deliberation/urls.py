"""Where casework's acts on decisions are carried out by deliberation's own verbs."""

from xiezhi.casework.views import acting
from xiezhi.deliberation import views

urlpatterns: list[object] = []

acting.performs("resolve", views.resolve)
