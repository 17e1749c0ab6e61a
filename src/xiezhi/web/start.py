"""Starting: refuses to run with an unsafe configuration, in words an operator understands."""

import os
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

REFUSED_TO_START = (
    "未设置 XIEZHI_SECRET_KEY，系统拒绝启动：正式环境没有默认密钥。\n"
    "请生成并妥善保管一个密钥：python -c 'import secrets; print(secrets.token_urlsafe(64))'，"
    "再以环境变量 XIEZHI_SECRET_KEY 传入。\n"
    "若只想看演示，请运行 xiezhi demo（或设置 XIEZHI_DEMO=1，仅限本机）。"
)
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}


def prepare() -> None:
    """Load Django; raise ImproperlyConfigured (zh) when the settings are unsafe."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.web.settings")
    import django
    from django.conf import settings

    django.setup()
    if not settings._wrapped.SECRET_KEY:
        raise ImproperlyConfigured(REFUSED_TO_START)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    outside = set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS
    if settings.DEMO and outside:
        raise ImproperlyConfigured(
            f"演示模式只能在本机使用，XIEZHI_HOSTS 中的 {'、'.join(sorted(outside))} 不被允许。"
            "请去掉 XIEZHI_DEMO，并设置 XIEZHI_SECRET_KEY 后再对外提供服务。"
        )


def wsgi() -> "WSGIHandler":
    """Return the WSGI application of a safely configured site."""
    prepare()
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()
