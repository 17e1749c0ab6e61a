"""Packages at the console: exported, trusted, installed; every refusal a Chinese sentence."""

import pytest
from click.testing import CliRunner

from xiezhi.clues.command import screen
from xiezhi.modelling.library import models
from xiezhi.modelling.tests.test_packages import OWN, files_of, forget, resigned

MODEL = "execution.community_correction_report_overdue"


@pytest.fixture
def at_console(office, store_of, monkeypatch):
    def call(*arguments, person="analyst"):
        monkeypatch.setenv("XIEZHI_OPERATOR", person)
        return CliRunner().invoke(screen, [str(one) for one in arguments])

    return call


@pytest.fixture
def own_model(office, store_of):
    from xiezhi.modelling.access import as_tester
    from xiezhi.modelling.actions.install_model import lay
    from xiezhi.modelling.fitting import fitting_model

    lay(as_tester(office.analyst), fitting_model(files_of(), OWN), files_of())


def test_a_model_goes_out_and_comes_in(at_console, own_model, store_of):
    file = store_of / "模型.zip"
    told = at_console("export", OWN, "--to", file)
    assert told.exit_code == 0, told.output
    assert at_console("key").output.strip() in told.output
    assert "已经存在" in at_console("export", OWN, "--to", file).output
    forget(store_of / "home")
    told = at_console("install", file)
    assert (told.exit_code, "现在是起草" in told.output) == (0, True), told.output
    assert OWN in models()
    listed = at_console("list", "--json").output
    assert OWN in listed


def test_refusals_reach_the_console_in_words(at_console, own_model, store_of):
    assert "没有这个监督模型" in at_console("export", "no.such", "--to", store_of / "x").output
    (store_of / "坏.zip").write_bytes(b"nothing")
    told = at_console("install", store_of / "坏.zip")
    assert (told.exit_code, "已经损坏" in told.output) == (1, True)
    assert (
        "不由你" in at_console("export", OWN, "--to", store_of / "y", person="prosecutor").output
    )
    assert not (store_of / "y").exists()


def test_a_strangers_package_waits_for_the_chiefs_trust(at_console, own_model, store_of):
    file = store_of / "模型.zip"
    at_console("export", OWN, "--to", file)
    content, key = resigned(file.read_bytes(), lambda manifest: None)
    file.write_bytes(content)
    forget(store_of / "home")
    assert "不在本单位信任的公钥之内" in at_console("install", file).output
    given = ("trust", key, "--name", "临泽市人民检察院", "--reason", "电话核对")
    assert "不由你定" in at_console(*given).output
    assert at_console(*given, person="chief").exit_code == 0
    assert at_console("install", file).exit_code == 0
