"""Recordings, for whoever has their name: as public as the lesson that plays them."""

from flask import Blueprint, Response, request

from lms.core.access import public
from lms.speech import queries

pages = Blueprint("speech", __name__)

# A name says what is in it, so a browser asks for it once; opened by itself it can do nothing.
_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; media-src 'self'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pages.get("/recordings/<name>.opus")
@public
def recording(name: str) -> Response:
    """One recording, or the part of it that is asked for: Safari plays nothing that it cannot have in parts."""
    body = queries.sound(name)
    response = Response(body, content_type="audio/ogg; codecs=opus", headers=_HEADERS)
    response.set_etag(name)
    response.make_conditional(request.environ, accept_ranges=True, complete_length=len(body))
    return response
