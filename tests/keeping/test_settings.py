"""Settings of mail and messages fail loudly."""

import pytest

from config import BadSetting, Settings
from lms.keeping.channels import is_push_open


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"LMS_SMTP_URL": "mail.example.vn"}, "LMS_SMTP_URL must begin with smtp or smtps"),
        ({"LMS_SMTP_URL": "smtp://mail.example.vn"}, "LMS_MAIL_FROM must be an e-mail address"),
        ({"LMS_SMS_URL": "http://sms.example.vn/send"}, "LMS_SMS_URL must begin with https://"),
        ({"LMS_PUSH_CONTACT": "lop@example.vn"}, "LMS_PUSH_CONTACT must begin with mailto: or https://"),
        ({"LMS_PUSH_HOSTS": "https://push.example.vn/"}, "LMS_PUSH_HOSTS must be name"),
        ({"LMS_PUSH_HOSTS": "*"}, "LMS_PUSH_HOSTS must be name"),
        ({"LMS_PUSH_HOSTS": "*.example.vn:8443"}, "LMS_PUSH_HOSTS must be name"),
        ({"LMS_SMS_URL": "ftp://sms.example.vn"}, "LMS_SMS_URL must begin with http or https"),
    ],
)
def test_what_cannot_be_is_refused(monkeypatch, tmp_path, settings, words):
    for name, value in {"LMS_DATA_DIR": str(tmp_path), **settings}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=words):
        Settings.from_environment()


def test_a_gateway_on_this_machine_may_be_plain(monkeypatch, tmp_path):
    monkeypatch.setenv("LMS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LMS_SMS_URL", "http://127.0.0.1:8080/send")
    assert Settings.from_environment().SMS_URL == "http://127.0.0.1:8080/send"


def test_reminders_on_phones_are_closed_until_there_is_a_contact(monkeypatch, tmp_path):
    monkeypatch.setenv("LMS_DATA_DIR", str(tmp_path))
    settings = Settings.from_environment()
    assert not is_push_open(vars(settings))
    assert "fcm.googleapis.com" in settings.PUSH_HOSTS.split()
    assert settings.PUSH_KEY == settings.SECRET_KEY
    monkeypatch.setenv("LMS_PUSH_CONTACT", "mailto:lop@example.vn")
    monkeypatch.setenv("LMS_PUSH_HOSTS", "push.example.vn *.push.example.vn push.local:8443")
    monkeypatch.setenv("LMS_PUSH_KEY", "a key of its own")
    settings = Settings.from_environment()
    assert is_push_open(vars(settings))
    assert settings.PUSH_KEY == "a key of its own"
    assert "a key of its own" not in repr(settings)
