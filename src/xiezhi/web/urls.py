"""The URL root: signing in and out here, every other page in its own room's `urls`."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, URLResolver, include, path

# A room without pages has no `urls` module; each room's paths start at the root.
ROOMS_WITH_PAGES = [
    f"xiezhi.{room}.urls"
    for room in settings.ROOMS
    if room != "web" and find_spec(f"xiezhi.{room}.urls")
]
SHARED_PAGES = [name for name in ("xiezhi.web.pages",) if find_spec(name)]

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", LoginView.as_view(template_name="web/login.html"), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    *(path("", include(module)) for module in [*SHARED_PAGES, *ROOMS_WITH_PAGES]),
]
handler403 = "xiezhi.web.errors.forbidden"
handler404 = "xiezhi.web.errors.not_found"
handler500 = "xiezhi.web.errors.broken"
