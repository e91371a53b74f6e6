"""Learner cards for a class: new ones for those chosen, eight a side, told to nobody but the paper."""

import logging
import re

import pytest
import sqlalchemy as sa

from lms.core.access import Role
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.papers.rules.cards import size_of
from lms.people.models import Card
from lms.people.rules.cards import card_hash
from tests.papers.lesson import class_of, outside, sides
from tests.world import grant

pytestmark = pytest.mark.both

LETTERS = re.compile(r"(?:[0-9A-Z]{4} ){6}[0-9A-Z]{2}")


def cards_of(reader, lesson, people, language="vi"):
    chosen = "&".join(f"person={each}" for each in people)
    reader.visit(f"{lesson.path}/cards/new?{chosen}&in={language}").press("Make the cards and print")
    return reader.response.data


def in_force(app):
    with app.app_context():
        return dict(
            db.session.execute(
                sa.select(Card.person_id, Card.token_hash).where(Card.revoked_at.is_(None))
            ).all()
        )


def test_a_whole_class_gets_cards_eight_a_side_with_every_name_and_nothing_secret_but_the_code(
    app, world, read_as
):
    lesson = class_of(app, world, people=11)
    lan = read_as(lesson.lan, staff=True)
    pdf = cards_of(lan, lesson, lesson.people)
    read = sides(pdf)
    assert [len(LETTERS.findall(side)) for side in read] == [8, 3]
    for name in lesson.names:
        assert name in " ".join(read)
    assert read[0].count("Lớp Lãnh Vân 3") == 8 and read[0].count("Thẻ học viên") == 8
    assert "0912" not in " ".join(read) and "Thôn" not in " ".join(read)
    assert not outside(pdf)
    known = in_force(app)
    assert sorted(known) == sorted(lesson.people)
    assert {card_hash(each.replace(" ", "")) for each in LETTERS.findall(" ".join(read))} == set(
        known.values()
    )


def test_a_name_takes_at_most_the_room_above_what_to_do_with_the_card():
    sizes = {
        "Hoàng Thị Kim Ngưỡng": "",
        "Vũ Thị Phương Nghĩa": "long",
        "Nguyễn Phúc Bảo Long Vĩnh Thụy Công Tằng Tôn": "longer",
        "Nguyễn Phúc Bảo Long Vĩnh Thụy Công Tằng Tôn Nữ Huyền Trân Thị Kim": "longest",
    }
    assert {name: size_of(name) for name in sizes} == sizes


def test_a_card_printed_again_ends_the_one_before_after_asking(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    cards_of(lan, lesson, [lesson.hoa])
    before = in_force(app)
    lan.visit(f"{lesson.path}/cards/new?person={lesson.hoa}")
    assert "The old card of 1 person stops working at once: Bùi Thị Hoa" in lan.text
    assert in_force(app) == before  # asking changes nothing
    lan.press("Make the cards and print")
    after = in_force(app)
    assert list(after) == [lesson.hoa] and after != before
    with app.app_context():
        told = db.session.execute(
            sa.select(AuditEntry.actor_id, AuditEntry.subject_id)
            .where(AuditEntry.subject == "card")
            .order_by(AuditEntry.id)
        ).all()
    assert told == [(lesson.lan, str(lesson.hoa))] * 2


def test_those_without_a_card_are_ticked_at_first_and_nobody_is_nobody(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    cards_of(lan, lesson, [lesson.hoa])
    lan.visit(f"{lesson.path}/cards")
    ticked = [value for name, value in lan.page.forms[0]["fields"] if name == "person"]
    assert ticked and str(lesson.hoa) not in ticked
    assert "Nobody is chosen" in lan.press("Go on", person=None).text


def test_the_letters_stand_in_no_log_and_in_no_table(app, world, read_as, caplog):
    lesson = class_of(app, world, people=2)
    caplog.set_level(logging.DEBUG)
    lan = read_as(lesson.lan, staff=True)
    lan.visit(f"{lesson.path}/cards/new?person={lesson.hoa}")
    queue = app.extensions["jobs"].huey
    queue.immediate = False  # the drawing waits for a worker
    answer = lan.client.post(
        f"{lesson.path}/cards/new", data={"person": lesson.hoa, "csrf_token": lan.csrf_token()}
    )
    waiting = dump(app)
    queue.flush()
    queue.immediate = True
    drawn = lan.visit(answer.headers["Location"]).response.data
    [letters] = LETTERS.findall(sides(drawn)[0])
    for told in (waiting, dump(app), caplog.text):
        assert letters not in told and letters.replace(" ", "") not in told and "Thẻ học viên" not in told
    lan.visit(answer.headers["Location"], expect=404)


def dump(app):
    with app.app_context():
        return "\n".join(
            repr(row)
            for table in db.metadata.sorted_tables
            for row in db.session.connection().exec_driver_sql(f'SELECT * FROM "{table.name}"')
        )


def test_who_holds_a_higher_role_gets_no_card_from_a_trainer(app, world, read_as):
    lesson = class_of(app, world)
    with app.app_context():
        grant(lesson.hoa, Role.CADRE, world.units["commune"])
    lan = read_as(lesson.lan, staff=True).visit(f"{lesson.path}/cards")
    assert "Bùi Thị Hoa: Only somebody with a higher role can do this." in lan.text
    lan.visit(f"{lesson.path}/cards/new?person={lesson.hoa}", expect=404)
    lan.post(f"{lesson.path}/cards/new", person=lesson.hoa, expect=404)
    assert in_force(app) == {}


def test_nobody_gets_a_card_by_way_of_a_class_that_is_not_theirs(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    lan.visit(f"{lesson.path}/cards/new?person={world.people['xuan']}", expect=404)
    read_as(world.people["other_trainer"], staff=True).visit(f"{lesson.path}/cards", expect=404)
    read_as(lesson.hoa).visit(f"{lesson.path}/cards", expect=404)


def test_thirty_cards_cost_as_many_statements_to_choose_as_three(app, world, read_as, count_queries):
    few, many = class_of(app, world), class_of(app, world, people=1)
    lan = read_as(few.lan, staff=True)
    lan.visit(f"{few.path}/cards")
    with count_queries() as asked:
        lan.visit(f"{few.path}/cards")
    with count_queries() as again:
        lan.visit(f"{many.path}/cards")
    assert asked.total == again.total <= 5
