"""The two questions a load balancer asks."""

import pytest
from flask import Flask

from lms.core.access import Undeclared, check_declared

pytestmark = pytest.mark.both


def test_the_process_lives_and_is_ready(read_as, app):
    assert app.test_client().get("/healthz").json == {"status": "ok"}
    assert app.test_client().get("/readyz").json == {"status": "ok"}


def test_a_view_that_does_not_say_who_may_use_it_stops_the_start():
    app = Flask("silent")
    app.add_url_rule("/x", "x", lambda: "x")
    with pytest.raises(Undeclared, match="x"):
        check_declared(app, exempt=("static",))


def test_the_world_can_be_built(world):
    assert len(world.people) == 10
