"""What people agree to: one version is one wording, whoever reads it, and no script is needed to read or give it."""

import hashlib
import re

import pytest
import sqlalchemy as sa
from flask import render_template

from lms.people.models import Consent
from lms.people.rules import CONSENT_VERSION
from lms.ui.languages import written_in
from tests.people.secrets_of import PIN, ask
from tests.people.test_joining import walk_to_the_pin
from tests.reader import Page

KNOWN = {  # the words of each version in Vietnamese, English and French
    "2026-11": ("11852240c2a56cc5", "74f35477cf44278f", "e703a0eb00aa6b57"),
}


def said_to(reader):
    """The words of the consent alone, of the page that was visited."""
    return Page(re.search("<ul>.*?</ul>", reader.html, re.DOTALL)[0]).text


@pytest.mark.both
def test_staff_are_called_as_staff_and_agree_to_the_same_words(world, read_as):
    staff = read_as(world.people["lan"], staff=True, language="vi").visit("/consent")
    assert f"Bản {CONSENT_VERSION}" in staff.text
    theirs = said_to(staff)
    assert "Anh/chị rút lại đồng ý lúc nào cũng được" in theirs
    assert not re.search(r"\bbác\b", theirs, re.IGNORECASE)
    learner = read_as(world.people["lan"], language="vi")
    for reader in (learner, read_as(world.people["hoa"], language="vi"), read_as(language="vi")):
        words = said_to(reader.visit("/consent"))
        assert "Bác rút lại đồng ý lúc nào cũng được" in words
        assert words.replace("Bác", "Anh/chị").replace("bác", "anh/chị") == theirs
        assert f"Bản {CONSENT_VERSION}" in reader.text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_other_languages_call_everybody_alike(world, read_as, language):
    staff = read_as(world.people["lan"], staff=True, language=language).visit("/consent")
    assert said_to(staff) == said_to(read_as(world.people["hoa"], language=language).visit("/consent"))


def test_what_staff_read_out_is_addressed_to_whom_they_read_it(world, read_as):
    page = read_as(world.people["lan"], staff=True, language="vi").visit("/people/add")
    assert "Bác rút lại đồng ý lúc nào cũng được" in page.text


@pytest.mark.parametrize("path", ["/account/pin", "/account", "/reminders"])
def test_pages_about_oneself_call_staff_as_staff(app, world, read_as, monkeypatch, path):
    pushing = {"PUSH_CONTACT": "mailto:lop@example.vn", "PUSH_KEY": "a secret for pushing", "PUSH_HOSTS": ""}
    for name, value in pushing.items():
        monkeypatch.setitem(app.config, name, value)
    page = read_as(world.people["lan"], staff=True, language="vi").visit(path)
    assert not re.search(r"\bbác\b(?! bỏ)", page.text, re.IGNORECASE)
    assert re.search(r"\bbác\b", read_as(world.people["hoa"], language="vi").visit(path).text, re.IGNORECASE)


def test_the_words_of_a_version_stay_as_they_were_agreed_to(app):
    found = []
    for language in ("vi", "en", "fr"):
        with app.test_request_context(), written_in(language):
            words = Page(render_template("people/_consent.html")).text
        found.append(hashlib.sha256(words.encode()).hexdigest()[:16])
    assert tuple(found) == KNOWN[CONSENT_VERSION], "other words are another version"


@pytest.mark.both
def test_who_read_the_words_of_yesterday_reads_those_of_today_before_joining(world, read_as, app):
    visitor = walk_to_the_pin(read_as())
    typed = {"pin": PIN, "again": PIN, "consent": "y"}
    visitor.press("Join", **typed, words="2026-01")
    assert "What we keep and why was written anew meanwhile." in visitor.text
    assert ask(app, sa.select(sa.func.count()).select_from(Consent)) == 0
    assert visitor.press("Join", **typed).path == "/"
    assert ask(app, sa.select(Consent.version)) == CONSENT_VERSION
