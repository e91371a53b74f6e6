"""The adapter of a request is what Flask makes, whether its host was seen before or not."""

from typing import Any

import pytest
from flask import Flask, Request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter
from werkzeug.test import EnvironBuilder

from lms.core.routes import Adapters

HOSTS = ("localhost", "LMS.example", "lms.example:80", "lms.example:8443", "[::1]:8000", "xn--bnh-rma.vn")
NO_HOSTS = ("a b", "", "a" * 70 + ".vn", "a." * 400)
PATHS = ("/", "/hôm-nay/%2f", "//x", "/check-in/7?a=1&b=ô", "/?")


def environments(host: str, path: str) -> list[dict[str, Any]]:
    plain = {**EnvironBuilder(path, method="POST").get_environ(), "HTTP_HOST": host}
    bare = {name: value for name, value in plain.items() if name not in {"HTTP_HOST", "QUERY_STRING"}}
    return [
        plain,
        bare,
        {**plain, "PATH_INFO": ""},
        {**plain, "wsgi.url_scheme": "https", "SCRIPT_NAME": "/học".encode().decode("latin-1")},
        {**plain, "HTTP_CONNECTION": "keep-alive, Upgrade", "HTTP_UPGRADE": "websocket"},
        {name: value for name, value in bare.items() if name != "PATH_INFO"},
    ]


def said_of(adapter: MapAdapter | None, request: Request) -> Any:
    return adapter and vars(adapter), request.host


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", HOSTS + NO_HOSTS)
def test_it_is_what_flask_makes(app: Flask, host: str, path: str) -> None:
    for environ in environments(host, path):
        theirs = app.request_class(dict(environ))
        try:
            usual = said_of(Flask.create_url_adapter(app, theirs), theirs)
        except HTTPException as refused:
            usual = type(refused)
        for _unseen_and_seen in range(2):
            ours = app.request_class(dict(environ))
            try:
                assert said_of(app.create_url_adapter(ours), ours) == usual
            except HTTPException as refused:
                assert type(refused) is usual


@pytest.mark.parametrize(("host", "times"), [("lms.example", 1), ("a." * 120 + "vn", 2)])
def test_flask_is_asked_once_a_host_unless_its_name_is_too_long_to_remember(
    app: Flask, host: str, times: int
) -> None:
    asked = []

    def usual(request: Request) -> MapAdapter | None:
        asked.append(request.host)
        return Flask.create_url_adapter(app, request)

    adapters = Adapters(usual)
    for path in ("/", "/check-in/"):
        environ = {**EnvironBuilder(path).get_environ(), "HTTP_HOST": host, "SERVER_NAME": "s" * 100}
        made = adapters.of(app.request_class(environ))
        assert made is not None and made.path_info == path
    assert len(asked) == times
