"""Checking in: THREATS.md 21 and 22, PEERS.md pains 2 and 4."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
import time_machine

from lms.classes.actions import attendance as actions
from lms.classes.actions import checking_in
from lms.classes.models import Mark, MarkEvent, MarkSource, MeetingState, Presence
from lms.classes.rules import codes
from lms.core.db import db
from lms.core.errors import Refusal
from lms.people.models import SignInKind, Throttle
from tests.classes import make
from tests.classes.make import EVENING
from tests.world import asker

pytestmark = pytest.mark.both

START = EVENING + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def in_class():
    """It is 19:35; the meeting began at 19:30."""
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def evening(app, world):
    """Hoa is in Lan's class, Xuân is not; tonight's meeting, next week's, and one of another class."""
    with app.app_context():
        cohort = make.cohort(world)
        tonight, next_week = make.meetings(cohort, 2)
        other = make.meeting(make.cohort(world, trainer="other_trainer", unit="sibling", name="Lớp Phú Mỡ"))
        make.member(cohort, world.people["hoa"])
        return SimpleNamespace(
            cohort=cohort.id,
            id=tonight.id,
            next_week=next_week.id,
            other=other.id,
            hoa=world.people["hoa"],
            xuan=world.people["xuan"],
            lan=world.people["lan"],
        )


def key(app):
    return codes.key_from(app.config["SECRET_KEY"])


def token(app, meeting_id, at=START):
    return codes.token(key(app), meeting_id, codes.step_at(at))


def digits(app, meeting_id, at=START):
    return codes.digits(key(app), meeting_id, codes.step_at(at))


def presences(app, meeting_id):
    with app.app_context():
        rows = db.session.execute(
            sa.select(Mark.person_id, Mark.presence).where(Mark.meeting_id == meeting_id)
        )
        return dict(rows.all())


def typed(reader, code, expect=200):
    return reader.visit("/check-in/").press("Mark me present", expect=expect, digits=code)


# Scanning.


def test_who_is_signed_in_scans_and_presses_one_button(app, read_as, evening):
    hoa = read_as(evening.hoa).visit(f"/check-in/{token(app, evening.id)}")
    assert "Lớp Lãnh Vân 3" in hoa.text
    assert presences(app, evening.id) == {}, "looking changes nothing"
    hoa.press("Mark me present")
    assert "You are marked present" in hoa.text
    assert presences(app, evening.id) == {evening.hoa: Presence.PRESENT}
    with app.app_context():
        assert set(db.session.scalars(sa.select(MarkEvent.source))) == {MarkSource.BOARD}


def test_the_scan_is_kept_through_signing_in(app, read_as, evening, in_class):
    """PEERS.md pain 2: the code changed long ago, the scan was honest."""
    visitor = read_as().visit(f"/check-in/{token(app, evening.id)}", expect=303)
    assert visitor.response.headers["Location"] == "/sign-in?next=/check-in/held"
    in_class.shift(timedelta(minutes=10))
    visitor._sign_in(evening.hoa, SignInKind.PIN)
    visitor.visit("/check-in/held").press("Mark me present")
    assert "You are marked present" in visitor.text
    assert presences(app, evening.id) == {evening.hoa: Presence.PRESENT}, "the moment of the scan counts"


def test_a_scan_is_kept_for_a_quarter_of_an_hour_only(app, read_as, evening, in_class):
    hoa = read_as(evening.hoa).visit(f"/check-in/{token(app, evening.id)}")
    in_class.shift(timedelta(minutes=15, seconds=1))
    hoa.press("Mark me present", expect=409)
    assert "some time ago" in hoa.text
    assert presences(app, evening.id) == {}


def test_one_scan_marks_one_person_of_a_family(app, world, read_as, evening):
    with app.app_context():
        make.member(db.session.get_one(make.Cohort, evening.cohort), world.people["minh"])
    phone = read_as(evening.hoa).visit(f"/check-in/{token(app, evening.id)}").press("Mark me present")
    phone._sign_in(world.people["minh"], SignInKind.PIN)
    phone.visit("/check-in/held")
    assert "Type the code" in phone.text
    assert list(presences(app, evening.id)) == [evening.hoa]


def test_a_code_from_a_minute_ago_is_too_old(app, read_as, evening):
    for age, expect in ((0, 200), (59, 200), (60, 409), (600, 409)):
        old = codes.token(key(app), evening.id, codes.step_at(START + timedelta(seconds=29 - age)))
        with time_machine.travel(START + timedelta(seconds=29), tick=False):
            hoa = read_as(evening.hoa).visit(f"/check-in/{old}", expect=expect)
    assert "too old" in hoa.text


@pytest.mark.parametrize("bad", ["x", "A" * 30, "%00", "é", "A" * 3000])
def test_a_code_we_did_not_make_is_refused_kindly(read_as, evening, bad):
    visitor = read_as().visit(f"/check-in/{bad}", expect=409)
    assert "cannot be read" in visitor.text


def test_a_code_serves_its_own_meeting_only(app, read_as, evening):
    """PEERS.md pain 4, THREATS.md 21."""
    hoa = read_as(evening.hoa).visit(f"/check-in/{token(app, evening.next_week)}", expect=409)
    assert "has not begun yet" in hoa.text
    hoa.visit(f"/check-in/{token(app, evening.other)}", expect=409)
    assert "not on the list of this class" in hoa.text
    hoa.visit("/check-in/held", expect=409)
    hoa.post("/check-in/held", expect=409)
    assert presences(app, evening.other) == {} == presences(app, evening.id)


def test_after_the_meeting_or_in_a_closed_one_no_code_counts(app, read_as, evening):
    after = EVENING + timedelta(minutes=121)
    with time_machine.travel(after, tick=False):
        hoa = read_as(evening.hoa).visit(f"/check-in/{token(app, evening.id, after)}", expect=409)
        assert "is over" in hoa.text
    with app.app_context():
        db.session.execute(sa.update(make.Meeting).values(state=MeetingState.CONFIRMED))
        db.session.commit()
    read_as(evening.hoa).visit(f"/check-in/{token(app, evening.id)}", expect=409)


def test_after_a_quarter_of_an_hour_one_is_late(app, read_as, evening):
    late = EVENING + timedelta(minutes=16)
    with time_machine.travel(late, tick=False):
        hoa = read_as(evening.hoa).visit(f"/check-in/{token(app, evening.id, late)}")
        hoa.press("Mark me present")
    assert "coming late counts as coming" in hoa.text.lower()
    assert presences(app, evening.id) == {evening.hoa: Presence.LATE}


def test_checking_in_twice_is_harmless(app, read_as, evening):
    hoa = read_as(evening.hoa)
    for _again in range(2):
        hoa.visit(f"/check-in/{token(app, evening.id)}")
        if "Mark me present" in hoa.text:
            hoa.press("Mark me present")
        assert "You are marked present" in hoa.text
    typed(hoa, digits(app, evening.id))
    assert "You are marked present" in hoa.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(MarkEvent)) == 1


def test_a_trainers_mark_is_never_overwritten_by_a_phone(app, read_as, evening):
    with app.app_context():
        statement = ("trainer-says", evening.hoa, Presence.ABSENT, START - timedelta(minutes=1))
        actions.mark(evening.id, [statement], MarkSource.REGISTER, evening.lan, START)
        db.session.commit()
    hoa = read_as(evening.hoa).visit(f"/check-in/{token(app, evening.id)}")
    assert "tell the trainer" in hoa.text
    assert presences(app, evening.id) == {evening.hoa: Presence.ABSENT}


def test_a_trainers_mark_wins_over_the_phones(app, read_as, evening):
    hoa = read_as(evening.hoa).visit(f"/check-in/{token(app, evening.id)}").press("Mark me present")
    lan = read_as(evening.lan, staff=True)
    assert "by phone" in lan.visit(f"/meetings/{evening.id}/register").text
    with time_machine.travel(START + timedelta(minutes=1), tick=False):
        lan.post(f"/meetings/{evening.id}/register", **{f"p{evening.hoa}": "absent"})
    assert presences(app, evening.id) == {evening.hoa: Presence.ABSENT}
    assert "marked absent" in hoa.visit(f"/check-in/done/{evening.id}").text


def test_what_stands_in_the_register_is_shown_to_oneself_only(app, read_as, evening):
    read_as(evening.hoa).visit(f"/check-in/{token(app, evening.id)}").press("Mark me present")
    read_as(evening.xuan).visit(f"/check-in/done/{evening.id}", expect=404)
    read_as(evening.hoa).visit(f"/check-in/done/{evening.other}", expect=404)


# Typing.


def test_the_digits_do_the_same_as_the_square(app, read_as, evening):
    code = digits(app, evening.id)
    hoa = typed(read_as(evening.hoa), f"{code[:3]} {code[3:]}")
    assert "You are marked present" in hoa.text
    assert presences(app, evening.id) == {evening.hoa: Presence.PRESENT}


@pytest.mark.parametrize(
    ("code", "words"), [("", "Type the six digits"), ("12345", "six digits"), ("１２３４５６", "six digits")]
)
def test_less_than_six_digits_are_not_a_guess(app, read_as, evening, code, words):
    hoa = typed(read_as(evening.hoa), code, expect=409)
    assert words in hoa.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Throttle)) == 0


def test_digits_of_another_class_or_of_a_minute_ago_are_wrong(app, read_as, evening):
    hoa = read_as(evening.hoa)
    for wrong in (digits(app, evening.other), digits(app, evening.id, START - timedelta(seconds=60))):
        typed(hoa, wrong, expect=409)
        assert "not right just now" in hoa.text
    typed(read_as(evening.xuan), digits(app, evening.id), expect=409)
    assert presences(app, evening.id) == {} == presences(app, evening.other)


def test_guessing_ends_after_ten_wrong_tries(app, read_as, evening, in_class):
    """THREATS.md 21: of 10,000 guesses ten are compared every ten minutes."""
    hoa = read_as(evening.hoa)
    right = digits(app, evening.id)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _guess in range(10):
        typed(hoa, wrong, expect=409)
    typed(hoa, right, expect=409)
    assert "ten wrong tries" in hoa.text
    assert presences(app, evening.id) == {}
    in_class.shift(timedelta(minutes=9))
    typed(hoa, digits(app, evening.id, START + timedelta(minutes=9)), expect=409)
    in_class.shift(timedelta(minutes=1))
    typed(hoa, digits(app, evening.id, START + timedelta(minutes=10)))
    assert presences(app, evening.id) == {evening.hoa: Presence.PRESENT}


def test_a_guesser_locks_out_nobody_else_and_the_scan_still_works(app, read_as, evening):
    hoa = read_as(evening.hoa)
    for _guess in range(12):
        typed(hoa, "000000", expect=409)
    hoa.visit(f"/check-in/{token(app, evening.id)}").press("Mark me present")
    assert presences(app, evening.id) == {evening.hoa: Presence.PRESENT}


def test_a_right_code_clears_the_count(app, read_as, evening):
    hoa = read_as(evening.hoa)
    typed(hoa, "000000", expect=409)
    typed(hoa, digits(app, evening.id))
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Throttle)) == 0


def test_a_visitor_is_asked_to_sign_in_before_typing(read_as):
    for path in ("/check-in/", "/check-in/held"):
        assert "/sign-in" in read_as().visit(path, expect=303).response.headers["Location"]


def test_a_forged_kept_scan_is_nothing(app, read_as, evening):
    hoa = read_as(evening.hoa)
    hoa.client.set_cookie("scan", f"[{evening.id},{int(START.timestamp())}].forged", path="/check-in/")
    hoa.post("/check-in/held", expect=409)
    assert presences(app, evening.id) == {}


def test_fifty_guesses_at_once_are_no_more_than_ten(app, world, evening):
    """THREATS.md 13, for the digits: of one person's guesses one is looked at at a time, and counted."""
    right = int(digits(app, evening.id))
    wrong = f"{(right + 1) % 1_000_000:06d}"
    with app.app_context():
        hoa = asker(evening.hoa)

    def guess(_number):
        with app.app_context():
            try:
                checking_in.by_digits(hoa, wrong, key(app), lambda meeting_id: None, START)
            except Refusal as refusal:
                return type(refusal)

    with ThreadPoolExecutor(8) as pool:
        answers = Counter(pool.map(guess, range(50)))
    assert answers == {codes.WrongDigits: 10, codes.TooManyTries: 40}
