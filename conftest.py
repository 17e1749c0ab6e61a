"""Settings that only tests need: a throwaway secret and home, quick passwords, no throttling."""

import os
import secrets
import shutil
import tempfile
from pathlib import Path

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Adjust the settings before Django is used; `XIEZHI_DATABASE_URL` picks the database."""
    from django.conf import settings
    from hypothesis import settings as properties

    # The same examples in every run; XIEZHI_EXAMPLES=random looks for new ones.
    properties.register_profile("fixed", derandomize=True)
    properties.register_profile("random", properties.get_profile("default"))
    properties.load_profile(os.environ.get("XIEZHI_EXAMPLES", "fixed"))

    home = Path(tempfile.mkdtemp(prefix="xiezhi-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    settings.SECRET_KEY = secrets.token_urlsafe(64)
    settings.XIEZHI_HOME = home
    settings.MEDIA_ROOT = home / "files"
    settings.STATIC_ROOT = home / "static"
    settings.STATIC_ROOT.mkdir()
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.AXES_ENABLED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def pytest_sessionstart(session: pytest.Session) -> None:
    """Let a test database be emptied: the triggers would refuse, as they should."""
    del session
    from django.db import connection
    from django.test import TransactionTestCase

    from xiezhi.interference import triggers as of_records
    from xiezhi.ledger import triggers

    empty = TransactionTestCase._fixture_teardown

    def empty_with_ledger(self: TransactionTestCase) -> None:
        for one in (triggers, of_records):
            one.remove(connection)
        empty(self)
        for one in (triggers, of_records):
            one.install(connection)

    TransactionTestCase._fixture_teardown = empty_with_ledger


@pytest.fixture(autouse=True)
def same_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every day the same secret, so that who is drawn in a test is no matter of luck."""
    monkeypatch.setattr("xiezhi.casework.assignment.seed.fresh_secret", lambda: "5a" * 32)
