"""Safe by default: what a wrong configuration is told, and what every answer carries."""

import os
import subprocess
import sys

import pytest
from django.test import override_settings
from django.urls import reverse

SECRET = "s" * 30 + "0123456789abcdefghijklmnopqrstuv"


def xiezhi(*arguments, **environment):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XIEZHI_", "DJANGO_"))}
    code = "from xiezhi.web.command import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_there_is_no_default_secret(tmp_path):
    for command in (["serve"], ["worker"], ["manage", "check"]):
        said = xiezhi(*command, XIEZHI_HOME=str(tmp_path))
        assert said.returncode == 1
        assert "未设置 XIEZHI_SECRET_KEY，系统拒绝启动" in said.stderr
        assert "Traceback" not in said.stderr


def test_a_short_secret_and_a_demo_for_others_are_refused(tmp_path):
    said = xiezhi("manage", "check", XIEZHI_HOME=str(tmp_path), XIEZHI_SECRET_KEY="short")
    assert "只有 5 个字符" in said.stderr
    said = xiezhi("serve", XIEZHI_HOME=str(tmp_path), XIEZHI_DEMO="1", XIEZHI_HOSTS="example.cn")
    assert "演示模式只能在本机使用" in said.stderr
    assert "example.cn" in said.stderr


def test_wrong_values_are_named(tmp_path):
    said = xiezhi("manage", "check", XIEZHI_HOME=str(tmp_path), XIEZHI_DEMO="perhaps")
    assert "环境变量 XIEZHI_DEMO 的值“perhaps”无法识别" in said.stderr
    said = xiezhi("manage", "check", XIEZHI_HOME=str(tmp_path), XIEZHI_DATABASE_URL="mysql://x")
    assert "“mysql”不受支持" in said.stderr


def test_the_deployed_settings_pass_their_own_inspection(tmp_path):
    said = xiezhi(
        "manage", "check", "--deploy", "--fail-level", "WARNING",
        XIEZHI_HOME=str(tmp_path), XIEZHI_SECRET_KEY=SECRET,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr


def test_usage_errors_are_chinese():
    said = xiezhi("serve", "--port", "x")
    assert said.returncode == 2
    assert "错误：'--port' 的取值不正确" in said.stderr
    assert "没有命令 'nope'" in xiezhi("nope").stderr


def test_the_version_is_told():
    assert xiezhi("--version").stdout.startswith("xiezhi ")


def test_every_answer_carries_a_strict_policy(client, db):
    answer = client.get(reverse("login"))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@override_settings(AXES_ENABLED=True, AXES_FAILURE_LIMIT=3)
def test_guessing_passwords_is_slowed_down(client, django_user_model):
    django_user_model.objects.create_user(
        "yj-01", "right-password", name="甲", category="auxiliary"
    )
    door = reverse("login")
    for _ in range(3):
        answer = client.post(door, {"username": "yj-01", "password": "wrong"})
    assert answer.status_code == 429
    answer = client.post(door, {"username": "yj-01", "password": "right-password"})
    assert answer.status_code == 429


@pytest.mark.django_db
@override_settings(DEMO=False)
def test_the_demo_door_does_not_exist_outside_the_demo(client, django_user_model):
    django_user_model.objects.create_user("yj-01", name="甲", category="auxiliary")
    assert client.post(reverse("demo-sign-in"), {"code": "yj-01"}).status_code == 404


@pytest.mark.django_db
def test_only_staff_in_office_sign_in(client, django_user_model):
    person = django_user_model.objects.create_user("yj-01", "pw", name="甲", category="auxiliary")
    door = reverse("login")
    assert client.post(door, {"username": "yj-01", "password": "pw"}).status_code == 302
    client.logout()
    person.is_active = False
    person.save()
    assert client.post(door, {"username": "yj-01", "password": "pw"}).status_code == 200
