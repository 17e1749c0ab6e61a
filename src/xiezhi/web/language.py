"""The interface speaks Chinese unless the reader chose otherwise, whatever the browser says."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class ChosenLanguage(LocaleMiddleware):
    """Activates the language of the cookie set by the language button, else the site's own."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language; an unknown one in the cookie is ignored."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
