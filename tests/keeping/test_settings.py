"""Settings of mail and messages fail loudly."""

import pytest

from config import BadSetting, Settings


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"LMS_SMTP_URL": "mail.example.vn"}, "LMS_SMTP_URL must begin with smtp or smtps"),
        ({"LMS_SMTP_URL": "smtp://mail.example.vn"}, "LMS_MAIL_FROM must be an e-mail address"),
        ({"LMS_SMS_URL": "http://sms.example.vn/send"}, "LMS_SMS_URL must begin with https://"),
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
