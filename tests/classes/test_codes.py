"""The board's codes: good for one meeting and one minute at most, by the server's clock."""

from datetime import timedelta

import pytest

from lms.classes.models import MeetingState
from lms.classes.rules import codes
from tests.classes.make import EVENING

KEY = codes.key_from("a secret that is long enough for a test")
STEP = codes.step_at(EVENING)
ENDS = EVENING + timedelta(minutes=90)


def test_a_token_proves_its_meeting_now_and_one_step_later():
    token = codes.token(KEY, 7, STEP)
    assert codes.read_token(KEY, token, EVENING).meeting_id == 7
    assert codes.read_token(KEY, token, EVENING + timedelta(seconds=59)).meeting_id == 7
    for moment in (EVENING + timedelta(seconds=60), EVENING + timedelta(days=365)):
        with pytest.raises(codes.CodeTooOld):
            codes.read_token(KEY, token, moment)


def test_a_token_of_the_future_is_not_taken():
    with pytest.raises(codes.CodeTooOld):
        codes.read_token(KEY, codes.token(KEY, 7, STEP + 1), EVENING)


@pytest.mark.parametrize("text", ["", "x", "held!", "A" * 30, "é" * 30, "A" * 5000, "----"])
def test_what_we_did_not_make_cannot_be_read(text):
    with pytest.raises(codes.CodeUnreadable):
        codes.read_token(KEY, text, EVENING)


def test_a_changed_letter_or_another_key_is_not_taken():
    token = codes.token(KEY, 7, STEP)
    for at in range(len(token) - 1):
        forged = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        with pytest.raises(codes.CodeUnreadable):
            codes.read_token(KEY, forged, EVENING)
    with pytest.raises(codes.CodeUnreadable):
        codes.read_token(codes.key_from("another secret"), token, EVENING)


def test_a_kept_scan_says_what_was_scanned_and_is_no_code():
    scan = codes.Scan(7, EVENING)
    kept = codes.kept_token(KEY, scan)
    assert codes.read_kept(KEY, kept) == scan
    for at in range(len(kept) - 1):
        forged = kept[:at] + ("A" if kept[at] != "A" else "B") + kept[at + 1 :]
        with pytest.raises(codes.CodeUnreadable):
            codes.read_kept(KEY, forged)
    with pytest.raises(codes.CodeUnreadable):
        codes.read_kept(codes.key_from("another secret"), kept)
    with pytest.raises(codes.CodeUnreadable):
        codes.read_kept(KEY, codes.token(KEY, 7, STEP))
    with pytest.raises(codes.CodeUnreadable):
        codes.read_token(KEY, kept, EVENING)


def test_digits_are_six_and_of_one_meeting():
    mine, other = codes.digits(KEY, 7, STEP), codes.digits(KEY, 8, STEP)
    assert len(mine) == 6
    assert mine.isdigit()
    assert mine != other
    assert codes.digits_match(KEY, 7, mine, EVENING)
    assert codes.digits_match(KEY, 7, mine, EVENING + timedelta(seconds=59))
    assert not codes.digits_match(KEY, 7, mine, EVENING + timedelta(seconds=60))
    assert not codes.digits_match(KEY, 8, mine, EVENING)


def test_the_seconds_left_count_down_to_the_next_code():
    assert codes.seconds_left(EVENING) == 30
    assert codes.seconds_left(EVENING + timedelta(seconds=29)) == 1


def test_a_scan_is_kept_for_a_quarter_of_an_hour():
    scan = codes.Scan(7, EVENING)
    scan.check_kept(EVENING + timedelta(minutes=15))
    for moment in (EVENING + timedelta(minutes=15, seconds=1), EVENING - timedelta(seconds=1)):
        with pytest.raises(codes.ScanTooOld):
            scan.check_kept(moment)


def test_codes_count_around_the_meeting_only():
    def check(state, now):
        codes.check_window(state, EVENING, ENDS, now)

    check(MeetingState.PLANNED, EVENING - timedelta(minutes=30))
    check(MeetingState.PLANNED, ENDS + timedelta(minutes=30))
    with pytest.raises(codes.MeetingNotOpen):
        check(MeetingState.PLANNED, EVENING - timedelta(minutes=31))
    with pytest.raises(codes.MeetingOver):
        check(MeetingState.PLANNED, ENDS + timedelta(minutes=31))
    for state in (MeetingState.CONFIRMED, MeetingState.CANCELLED):
        with pytest.raises(codes.MeetingOver):
            check(state, EVENING)
