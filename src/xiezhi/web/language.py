"""The interface speaks Chinese unless the reader chose otherwise, whatever the browser says."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from xiezhi.web.marking import marked


class ChosenLanguage(LocaleMiddleware):
    """Activates the language of the cookie set by the language button, else the site's own."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language; an unknown one in the cookie is ignored."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; on a page in another language say which words are Chinese."""
        response: HttpResponseBase = super().__call__(request)
        foreign = not (translation.get_language() or "zh").startswith("zh")
        page = response.get("Content-Type", "").startswith("text/html")
        if foreign and page and not response.streaming:
            response.content = marked(response.content.decode()).encode()
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response
