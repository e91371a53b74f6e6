"""When something is wrong, the reader gets a plain page."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from lms.core.beside import beside
from lms.core.db import db


def test_a_database_that_does_not_answer_gets_a_kind_page_and_a_time_to_come_back(app, world, read_as):
    reader = read_as(world.people["hoa"])

    def break_down(*_args: object, **_more: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("the disk is gone"))

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", break_down)
    try:
        reader.visit("/learn/", expect=503)
    finally:
        sa.event.remove(engine, "before_cursor_execute", break_down)
    assert reader.response.headers["Retry-After"] == "10"
    assert "Nothing is lost" in reader.text
    assert "disk" not in reader.html


def test_a_disk_that_takes_nothing_any_more_is_no_fault_of_the_readers(app, world, read_as):
    """The database's own error, from a statement that does not go through the session."""
    hoa = read_as(world.people["hoa"]).visit("/quizzes/thu/an-toan").press("Start")
    with app.app_context():
        mine = beside(db.engine)
    mine.execute("PRAGMA query_only=ON")
    try:
        hoa.press("Answer", expect=503, choice="unknown")
    finally:
        mine.execute("PRAGMA query_only=OFF")
    assert "Nothing is lost" in hoa.text
    assert hoa.response.headers["Retry-After"] == "10"


@pytest.mark.both
def test_a_database_server_that_went_away_gets_a_kind_page(app, world, read_as, engine):
    if engine == "sqlite":
        pytest.skip("no server that could go away")
    hoa = read_as(world.people["hoa"]).visit("/learn/")

    def cut(connection: Any, *_more: object) -> None:
        with other.connect() as elsewhere:
            elsewhere.execute(
                sa.text("SELECT pg_terminate_backend(:pid)"),
                {"pid": connection.driver_connection.info.backend_pid},
            )

    with app.app_context():
        ours = db.engine
    other = sa.create_engine(ours.url, poolclass=sa.NullPool)
    sa.event.listen(ours, "before_cursor_execute", cut, once=True)
    hoa.visit("/learn/", expect=503)
    assert "Nothing is lost" in hoa.text
    assert hoa.visit("/learn/").response.status_code == 200


def test_an_address_that_is_not_there_is_said_so_in_three_languages(read_as, world):
    for language, words in (
        ("en", "This page is not here"),
        ("vi", "Không có trang này"),
        ("fr", "Cette page n'existe pas"),
    ):
        assert words in read_as(language=language).visit("/khong-co", expect=404).text


def test_a_form_sent_without_its_token_is_refused_and_says_what_to_do(world, read_as):
    reader = read_as(world.people["hoa"])
    answer = reader.client.post("/language", data={"language": "fr"})
    assert answer.status_code == 400
    assert "load it again" in answer.get_data(as_text=True)


def test_a_token_of_another_session_is_refused_even_after_its_owner_used_it(world, read_as):
    hoa, minh = read_as(world.people["hoa"]), read_as(world.people["minh"])
    token = hoa.csrf_token()
    for _ in range(2):  # checked in full, then known again
        assert hoa.client.post("/language", data={"language": "fr", "csrf_token": token}).status_code == 303
    minh.csrf_token()
    assert minh.client.post("/language", data={"language": "fr", "csrf_token": token}).status_code == 400


def test_a_request_that_needs_no_token_opens_no_way_for_one_that_does(app):
    stranger = app.test_client()
    for method in ("TRACE", "OPTIONS", "HEAD", "FOUND"):
        stranger.open("/language", method=method)
        assert app.test_client().post("/language", data={"language": "fr"}).status_code == 400, method


def test_over_tls_a_form_from_another_site_is_refused_even_with_a_known_token(world, read_as):
    hoa = read_as(world.people["hoa"])
    data = {"language": "fr", "csrf_token": hoa.csrf_token()}
    assert hoa.client.post("/language", data=data).status_code == 303
    for referrer, status in (("https://localhost/account", 303), ("https://evil.example/", 400), ("", 400)):
        answer = hoa.client.post(
            "/language", data=data, base_url="https://localhost", headers={"Referer": referrer}
        )
        assert answer.status_code == status, referrer
