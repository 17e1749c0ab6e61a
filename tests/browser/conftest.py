"""Chromium on a running site; skipped with a plain reason where it is not installed."""

import os
import shutil
from pathlib import Path

import pytest

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update",
         "--disable-sync"]  # fmt: skip
PASSWORD = "correct-horse-battery"
SCREEN = {"width": 1366, "height": 768}


def chromium():
    """Return the path of Chromium, or nothing."""
    named = os.environ.get("XIEZHI_CHROMIUM", "/usr/bin/chromium")
    return named if Path(named).is_file() else shutil.which("chromium")


@pytest.fixture(scope="session")
def chrome():
    """One Chromium for all tests; Django is told that its loop is no asynchronous view."""
    playwright = pytest.importorskip("playwright.sync_api", reason="没有安装 playwright")
    if not chromium():
        pytest.skip("没有找到 Chromium：安装 chromium，或用 XIEZHI_CHROMIUM 指定")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chrome):
    """A page of its own, with the size of the smallest screen that must do."""
    context = chrome.new_context(viewport=SCREEN, accept_downloads=True)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def sign_in(page, live_server):
    """Sign in by the form as a person, leaving whoever was signed in."""

    def enter(person):
        person.set_password(PASSWORD)
        person.save()
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/login/")
        page.fill("[name=username]", person.code)
        page.fill("[name=password]", PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(f"{live_server.url}/workbench/")
        return page

    return enter
