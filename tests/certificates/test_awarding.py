"""A completion awards its certificate: in its transaction, exactly once, as things were that day."""

import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from lms.catalogue import shelf
from lms.certificates import actions, queries, rules
from lms.certificates.models import Certificate, CertificateState
from lms.certificates.signing import our_keys
from lms.core import clock
from lms.core.audit import AuditEntry, Deed
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning.models import Completion, Track
from lms.learning.signals import completed
from lms.people.models import Person
from tests.certificates.earned import MODULES, complete, earn, how_many
from tests.world import asker, publish

pytestmark = pytest.mark.both

NEW_YEARS_EVE_IN_LONDON = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)


def test_everything_printed_is_copied_and_signed(world, inside):
    complete(world, "hoa", now=NEW_YEARS_EVE_IN_LONDON)
    (certificate,) = queries.certificates_of(world.people["hoa"])
    printed = certificate.snapshot
    assert printed == {
        "format": 1,
        "serial": certificate.serial,
        "name": "Bùi Thị Hoa",
        "commune": "Xã Xuân Lãnh",
        "province": "Tỉnh Đắk Lắk",
        "language": "vi",
        "course": "Khóa học thử",
        "course_language": "vi",
        "module": "Năng lực thanh-toan",
        "modules": [{"title": "Năng lực thanh-toan", "competency": 3}],
        "track": "self_study",
        "how": printed["how"],
        "date": "2027-01-01",  # already the new year in the village
        "issuer": "Bình dân học vụ số",
        "edition": world.edition,
        "key": our_keys().key_id,
    }
    assert our_keys().vouch_for(printed, certificate.signature)


def test_the_whole_course_gets_one_of_its_own_naming_every_module(world, inside):
    complete(world, "hoa", *MODULES)
    whole = [
        row.snapshot for row in queries.certificates_of(world.people["hoa"]) if not row.snapshot["module"]
    ]
    assert [each["title"] for each in whole[0]["modules"]] == ["Năng lực thanh-toan", "Năng lực an-toan"]
    assert len(whole) == 1 and rules.title_of(whole[0]) == "Khóa học thử"


def test_it_is_written_in_the_holders_language(world, inside):
    for language, course, expected in (
        ("en", "Khóa học thử (en)", "Studied alone and passed the quiz"),
        ("fr", "Khóa học thử (en)", "A étudié en autonomie et réussi le quiz"),
        ("vi", "Khóa học thử", "Tự học đủ các bài và đạt bài kiểm tra"),
    ):
        who = {"en": "hoa", "fr": "minh", "vi": "xuan"}[language]
        db.session.get_one(Person, world.people[who]).language = language
        db.session.flush()
        complete(world, who)
        printed = queries.certificates_of(world.people[who])[0].snapshot
        assert (printed["course"], printed["how"]) == (course, expected)


def test_a_signal_sent_twice_awards_once(app, world):
    earn(app, world)
    with app.app_context():
        done = db.session.scalars(sa.select(Completion)).one()
        completed.send(
            completion_id=done.id,
            person_id=done.person_id,
            course=shelf.course(world.course),
            module=done.module,
            track=done.track,
            now=clock.now(),
        )
        db.session.commit()
    assert how_many(app) == 1


def test_a_completion_that_is_rolled_back_awards_nothing(app, world):
    with app.app_context():
        complete_and_change_our_mind(world)
    assert how_many(app) == 0


def complete_and_change_our_mind(world):
    from lms.learning import actions as learning

    course = shelf.course(world.course)
    for lesson in course.module_by_slug[MODULES[0]].lessons:
        learning.finish_lesson(world.people["hoa"], course, MODULES[0], lesson.slug, clock.now())
    learning.note_quiz(world.people["hoa"], course, MODULES[0], 90, True, clock.now())
    assert queries.certificates_of(world.people["hoa"])
    db.session.rollback()


def test_many_threads_award_one_certificate(app, world):
    with app.app_context():
        done = Completion(
            person_id=world.people["hoa"],
            course=world.course,
            module=MODULES[0],
            track=Track.CLASS,
            edition=world.edition,
            completed_at=clock.now(),
        )
        db.session.add(done)
        db.session.commit()
        completion_id = done.id
    awarded, failed, together = [], [], threading.Barrier(5)

    def award():
        try:
            with app.app_context():
                course = shelf.course(world.course)
                holder = queries.holder(world.people["hoa"])
                db.session.rollback()
                together.wait()
                serial = actions.award(
                    completion_id,
                    holder,
                    course,
                    MODULES[0],
                    Track.CLASS,
                    "…",
                    clock.now(),
                    issuer="I",
                    keys=our_keys(),
                )
                db.session.commit()
                awarded.append(serial)
        except Exception as error:  # shown by the assertion below
            failed.append(error)

    threads = [threading.Thread(target=award) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert len(awarded) == 5 and len([serial for serial in awarded if serial]) == 1
    assert how_many(app) == 1


def test_a_person_renamed_and_a_course_rewritten_change_no_certificate(world, inside):
    complete(world, "hoa")
    before = queries.certificates_of(world.people["hoa"])[0].snapshot
    person = db.session.get_one(Person, world.people["hoa"])
    person.name, person.unit_id = "Tên Khác", world.units["far_commune"]
    from tests.course_document import COURSE, text

    publish({**COURSE, "title": text("Tên mới")})
    assert queries.certificates_of(world.people["hoa"])[0].snapshot == before


def test_people_of_a_wider_unit_have_no_commune_printed(world, inside):
    complete(world, "binh")
    complete(world, "an")
    printed = queries.certificates_of(world.people["binh"])[0].snapshot
    assert (printed["commune"], printed["province"]) == ("", "Tỉnh Đắk Lắk")
    assert queries.certificates_of(world.people["an"])[0].snapshot["province"] == ""


def test_only_those_in_charge_revoke_and_only_once(app, world):
    serial = earn(app, world)
    for who in ("hoa", "other_cadre", "other_trainer", "author", "xuan"):
        with app.app_context(), pytest.raises(Missing):
            actions.revoke(asker(world.people[who], staff=True), serial, "Không.", clock.now())
    with app.app_context():
        actions.revoke(asker(world.people["lan"], staff=True), serial, "Cấp nhầm.", clock.now())
        db.session.commit()
        with pytest.raises(rules.AlreadyRevoked):
            actions.revoke(asker(world.people["dung"], staff=True), serial, "Lần nữa.", clock.now())
    with app.app_context():
        kept = db.session.scalars(sa.select(Certificate)).one()
        assert (kept.state, kept.revoked_by, kept.revoked_because) == (
            CertificateState.REVOKED,
            world.people["lan"],
            "Cấp nhầm.",
        )
        noted = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.deed == Deed.REVOKED)).one()
        assert (noted.actor_id, noted.subject, noted.subject_id) == (
            world.people["lan"],
            "certificate",
            str(kept.id),
        )
        assert "nhầm" not in str(noted.detail)
