"""Attendance files. The samples hold the columns that the makers document, in their order:

- Zoom, Reports > Usage > Participants > Export (support.zoom.com, "Generating meeting and webinar reports"):
  `Name (Original Name), User Email, Join Time, Leave Time, Duration (Minutes), Guest`, below two lines about
  the meeting when that box is ticked; with "Show unique users" `Total Duration (Minutes)` and no times.
- Teams, Attendance > Download (support.microsoft.com, "Manage meeting attendance reports in Microsoft Teams",
  ae7cf170-530c-47d3-84c1-3aedac74d310): UTF-16 with tabs, `1. Summary`, `2. Participants` (Name, First Join,
  Last Leave, In-Meeting Duration, Email, Participant ID (UPN), Role), `3. In-Meeting Activities` (Name, Join Time,
  Leave Time, Duration, Email, Role); before 2022 `Full Name, User Action, Timestamp`.
- Meet, the sheet in the organiser's mail (support.google.com/meet/answer/10090454):
  `First name, Last name, Email, Duration, Time joined, Time exited`.
"""

import io
from datetime import UTC, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from lms.classes.models import MarkEvent, MarkSource, Meeting, MeetingState, OnlineGuest, Presence, Visit
from lms.classes.rules.files import NobodyInFile, read_file
from lms.classes.rules.moments import minutes, moment
from lms.core.db import db
from lms.core.sheets import read_lines
from tests.classes import make
from tests.classes.evening import events, marks
from tests.classes.files import MEET, MEET_VI, OURS, TEAMS, TEAMS_OLD, ZOOM, ZOOM_UNIQUE, ZOOM_VI
from tests.classes.make import EVENING
from tests.world import person

ENDS = EVENING + timedelta(minutes=90)
P, L, E, A = Presence.PRESENT, Presence.LATE, Presence.EXCUSED, Presence.ABSENT


def people_in(text, encoding="utf-8", name="x.csv", zone=None):
    lines = read_lines(io.BytesIO(text.encode(encoding)), name)
    return read_file(lines, EVENING, *([zone] if zone else []))


def told(seen):
    return {each.name: (each.stayed(EVENING, ENDS), each.said(EVENING, ENDS)) for each in seen}


def test_zoom_several_joins_of_one_person_are_one_line():
    seen = people_in(ZOOM)
    assert told(seen) == {
        "Trần Thị Lan": (90, P),
        "Hoa (Bùi Thị Hoa)": (84, P),
        "CAO DUC MINH": (40, L),
        "iPhone": (5, A),
    }
    assert [each.lines for each in seen][1] == (6, 7)
    assert told(people_in(ZOOM_VI)) == {"Bùi Thị Hoa": (89, P)}
    assert told(people_in(ZOOM_UNIQUE)) == {"Bùi Thị Hoa": (50, L)}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_teams_has_a_head_and_counts_each_join(encoding):
    assert told(people_in(TEAMS, encoding)) == {"Bùi Thị Hoa": (35, A), "Cao Đức Minh (Guest)": (89, P)}
    without_joins = TEAMS[: TEAMS.index("3. In-Meeting")]
    assert told(people_in(without_joins, encoding))["Bùi Thị Hoa"] == (35, A), (
        "its own count, not first to last"
    )


def test_the_older_file_of_teams_lists_comings_and_goings():
    assert told(people_in(TEAMS_OLD, "utf-16")) == {"Bùi Thị Hoa": (70, P), "Cao Đức Minh": (90, P)}


def test_meet_has_two_columns_of_names_and_no_day():
    assert told(people_in(MEET)) == {"Bùi Thị Hoa": (62, L), "Cao Đức Minh": (40, L)}
    assert told(people_in(MEET_VI)) == {"Bùi Thị Hoa": (62, L)}


def test_our_own_list_says_it_in_words():
    seen = people_in(OURS)
    assert [each.presence for each in seen] == [P, E, A, None]
    assert seen[3].unreadable == "say rượu"
    assert people_in("Họ và tên\nBùi Thị Hoa\n")[0].presence is P, "a list of names is a list of who came"


@pytest.mark.parametrize("text", ["1,2\n3,4\n", "Ngày,Giờ\n18/11,19:30\n", "x"])
def test_a_file_without_names_is_refused(text):
    with pytest.raises(NobodyInFile):
        people_in(text)


@pytest.mark.parametrize(
    ("written", "hall"),
    [
        ("11/18/2026 07:31:00 PM", "18 19:31"),
        ("18/11/2026 19:31", "18 19:31"),
        ("11/18/26, 12:05:00 AM", "18 00:05"),
        ("2026-11-18 19:31:05", "18 19:31"),
        ("2026-11-18T12:31:00Z", "18 19:31"),
        ("2026-11-18T14:31:00+02:00", "18 19:31"),
        ("18/11/2026 12:31 UTC", "18 19:31"),
        ("7:31 CH", "18 19:31"),
        ("19h31", "18 19:31"),
        ("12/11/2026 19:31", "12 19:31"),  # the 12th of November is nearer than the 11th of December
        ("31/31/2026 19:31", None),
        ("25:99", None),
        ("soon", None),
    ],
)
def test_moments_as_programmes_write_them(written, hall):
    found = moment(written, EVENING)
    assert (found and f"{(found + timedelta(hours=7)):%d %H:%M}") == hall


def test_times_without_a_zone_can_be_world_time():
    assert moment("11/18/2026 12:31 PM", EVENING, UTC) == EVENING + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("written", "whole"),
    [("58", 58), ("1h 27m 51s", 87), ("1 hr 2 min", 62), ("0:58:10", 58), ("32:14", 32), ("42m", 42),
     ("1 giờ 2 phút", 62), ("50s", 0), ("long", None), ("", None)],
)  # fmt: skip
def test_durations_as_programmes_write_them(written, whole):
    assert minutes(written) == whole


# On the register.


@pytest.fixture
def in_class():
    with time_machine.travel(ENDS + timedelta(minutes=5)) as clock:
        yield clock


def look(reader, lesson, text, encoding="utf-8", name="x.csv", **more):
    sent = {"csrf_token": reader.csrf_token(), "zone": "here", **more}
    file = (io.BytesIO(text.encode(encoding)), name)
    return reader._take(reader.client.post(f"{lesson.path}/file", data={**sent, "file": file}), 200)


@pytest.mark.both
def test_a_file_becomes_a_preview_and_then_marks(app, read_as, lesson, in_class):
    lan = look(read_as(lesson.lan, staff=True), lesson, ZOOM)
    assert "2 names are sure. Decide about 2 names." in lan.text
    assert "84 minutes of the meeting" in lan.text
    assert marks(app, lesson.id) == {}, "a preview saves nothing"
    lan.press("Take over these marks")
    assert "2 marks from the file." in lan.text
    assert marks(app, lesson.id) == {lesson.hoa: P, lesson.minh: L}
    with app.app_context():
        assert set(db.session.scalars(sa.select(MarkEvent.source))) == {MarkSource.FILE}
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Visit)) == 3


@pytest.mark.both
def test_the_same_file_twice_changes_nothing(app, read_as, lesson, in_class):
    lan = read_as(lesson.lan, staff=True)
    look(lan, lesson, ZOOM).press("Take over these marks")
    look(lan, lesson, ZOOM).press("Take over these marks")
    assert "0 marks from the file." in lan.text
    assert events(app) == 2
    lan.post(lesson.path, **{f"p{lesson.hoa}": "absent"})
    look(lan, lesson, ZOOM)
    assert "Stays as you marked it: Absent" in lan.text
    lan.press("Take over these marks")
    assert "1 mark stays as you made it." in lan.text
    assert marks(app, lesson.id) == {lesson.hoa: A, lesson.minh: L}
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Visit)) == 3


def test_nobody_is_taken_by_name_alone_when_two_share_it(app, world, read_as, lesson, in_class):
    with app.app_context():
        twin = person("Bùi Thị Hoà", world.units["village_2"], 1960).id
        make.member(db.session.get_one(make.Cohort, lesson.cohort), twin)
    lan = look(read_as(lesson.lan, staff=True), lesson, ZOOM)
    assert "Several members have this name." in lan.text
    lan.press("Take over these marks", **{"who-1": str(twin)})
    assert marks(app, lesson.id) == {twin: P, lesson.minh: L}
    look(lan, lesson, "Họ tên,Năm sinh\nBùi Thị Hoa,1957\n").press("Take over these marks")
    assert marks(app, lesson.id)[lesson.hoa] is P, "the birth year tells them apart"


def test_a_near_name_is_proposed_and_never_taken_by_itself(app, read_as, lesson, in_class):
    lan = look(read_as(lesson.lan, staff=True), lesson, "Name\nBui Thi Hoaa\nHoa\nNgười lạ\n")
    assert lan.text.count("A similar name.") == 2
    assert "Nobody in this class has this name." in lan.text
    lan.press("Take over these marks", **{"who-2": "guest"})
    assert marks(app, lesson.id) == {}
    with app.app_context():
        assert list(db.session.scalars(sa.select(OnlineGuest.name))) == ["Người lạ"]


def test_another_birth_year_or_phone_speaks_against_a_name(app, read_as, lesson, in_class):
    lan = read_as(lesson.lan, staff=True)
    for text in ("Họ tên,Năm sinh\nBùi Thị Hoa,1990\n", "Họ tên,Điện thoại\nBùi Thị Hoa,0999999999\n"):
        look(lan, lesson, text)
        assert "Same name, but another birth year or phone." in lan.text
        lan.press("Take over these marks")
    assert marks(app, lesson.id) == {}


def test_two_names_can_be_matched_by_hand_to_one_member(app, read_as, lesson, in_class):
    lan = look(read_as(lesson.lan, staff=True), lesson, ZOOM)
    lan.press("Take over these marks", **{"who-0": "", "who-3": str(lesson.minh)})
    assert marks(app, lesson.id)[lesson.minh] is L
    with app.app_context():
        visits = db.session.scalars(sa.select(Visit).where(Visit.person_id == lesson.minh)).all()
        assert len(visits) == 2


def test_a_stranger_in_the_form_or_a_changed_preview_is_nothing(app, world, read_as, lesson, in_class):
    lan = look(read_as(lesson.lan, staff=True), lesson, ZOOM)
    lan.press("Take over these marks", **{"who-1": str(world.people["xuan"]), "who-2": "9" * 30})
    assert marks(app, lesson.id) == {}
    lan.post(f"{lesson.path}/file/take", payload="made up")
    assert "too old" in lan.text


def test_a_file_of_another_day_is_said_to_be_one(read_as, lesson, in_class):
    lan = look(read_as(lesson.lan, staff=True), lesson, ZOOM.replace("11/18/2026", "11/11/2026"))
    assert "None of these times falls into this meeting." in lan.text
    look(lan, lesson, ZOOM.replace("07:", "12:").replace("08:", "01:").replace("09:", "02:"), zone="utc")
    assert "None of these times" not in lan.text


def test_what_is_no_table_is_refused_kindly(read_as, lesson, in_class):
    lan = read_as(lesson.lan, staff=True)
    for text, words in (("1,2\n", "No column with names"), ("", "empty")):
        assert words in look(lan, lesson, text).text


# From the command line.


@pytest.fixture
def command(app, lesson, tmp_path, in_class):
    def run(text, *more):
        file = tmp_path / "x.csv"
        file.write_text(text)
        return app.test_cli_runner().invoke(
            args=["attendance", "import", str(file), "--meeting", str(lesson.id), *more]
        )

    return run


def test_the_command_says_one_line_for_each_row_and_the_totals(app, lesson, command):
    dry = command(ZOOM, "--dry-run")
    assert dry.exit_code == 0, dry.output
    lines = dry.output.splitlines()
    assert lines[0] == (
        "line 5: Trần Thị Lan (present, 90 min in all): not matched. Nobody in this class has this name."
    )
    for number in (6, 7):  # who came twice has two rows and one mark
        said = f"line {number}: Hoa (Bùi Thị Hoa) (present, 84 min in all): matched to Bùi Thị Hoa, 1957, id "
        assert lines[number - 5].startswith(said)
    assert lines[-2:] == ["4 names, 2 matched, 2 not matched", "nothing was saved (--dry-run)"]
    assert marks(app, lesson.id) == {}
    assert command(ZOOM).output.splitlines()[-1] == "2 marks made, 0 stay as a trainer made them"
    assert marks(app, lesson.id) == {lesson.hoa: P, lesson.minh: L}
    assert command(ZOOM).output.splitlines()[-1] == "0 marks made, 0 stay as a trainer made them"


def test_a_dry_run_refuses_what_the_real_run_refuses(app, lesson, command):
    assert (
        "“vielleicht” cannot be read"
        in command("Name,Attendance\nBùi Thị Hoa,vielleicht\n", "--dry-run").output
    )
    with app.app_context():
        db.session.get_one(Meeting, lesson.id).state = MeetingState.CONFIRMED
        db.session.commit()
    for more in ((), ("--dry-run",)):
        ran = command(ZOOM, *more)
        assert (ran.exit_code, "register of this meeting is closed" in ran.output) == (1, True)


def test_the_command_refuses_in_one_line(command, app):
    assert "No column with names" in command("1,2\n3,4\n").output
    assert "there is no meeting 999" in command(ZOOM, "--meeting", "999").output
