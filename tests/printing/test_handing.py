"""A page asked for as PDF: drawn by a worker, handed over, forgotten; only ever for who asked."""

from datetime import timedelta

import pytest

from lms.core import clock
from lms.core.db import db
from lms.printing import actions, jobs
from lms.printing.models import Drawing

pytestmark = pytest.mark.both

PAGE = "<html lang=vi><title>x</title><p>Xã Xuân Lãnh"


def test_a_drawing_that_takes_longer_waits_for_who_asked_and_nobody_else(app, world, read_as):
    with app.app_context():
        asked = actions.ask(world.people["dung"], "danh-sach", PAGE, "/classes/", clock.now())
        db.session.commit()
    queue = app.extensions["jobs"].huey
    queue.immediate = False  # no worker runs for a moment
    dung = read_as(world.people["dung"], staff=True).visit(f"/printouts/{asked}", expect=202)
    assert dung.response.headers["Location"] == f"/printouts/{asked}"  # a script looks there again
    assert int(dung.response.headers["Retry-After"]) <= 10
    assert queue.pending_count() == 1  # looking asked for it once more
    queue.flush()
    queue.immediate = True
    assert "Look again in a moment" in dung.text and 'href="/classes/"' in dung.response.text
    read_as(world.people["an"], staff=True).visit(f"/printouts/{asked}", expect=404)
    with app.app_context():
        for _twice in range(2):
            jobs.draw_page.later(asked)
    assert dung.visit(f"/printouts/{asked}").response.data.startswith(b"%PDF")
    assert 'filename="danh-sach.pdf"' in dung.response.headers["Content-Disposition"]
    dung.visit(f"/printouts/{asked}", expect=404)


def test_what_nobody_fetches_is_gone_after_a_day(inside, world):
    now = clock.now()
    actions.ask(world.people["dung"], "a", PAGE, "/", now - timedelta(days=1, minutes=1))
    kept = actions.ask(world.people["dung"], "b", PAGE, "/", now - timedelta(hours=23))
    actions.ask(world.people["dung"], "c", PAGE, "/", now)
    names = [each.name for each in db.session.query(Drawing).order_by(Drawing.id)]
    assert names == ["b", "c"]
    actions.forget(kept)
    db.session.commit()
    jobs.draw_page.later(kept)  # a worker that comes too late does nothing
    assert db.session.get(Drawing, kept) is None
