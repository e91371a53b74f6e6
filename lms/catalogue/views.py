"""Pictures of published questions, for whoever has their name."""

from flask import Blueprint, Response

from lms.catalogue import queries
from lms.core.access import public

pages = Blueprint("catalogue", __name__)

# A name says what the picture holds, so a browser asks for it once; opened by itself it can do nothing.
_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pages.get("/pictures/<name>")
@public
def picture(name: str) -> Response:
    """One picture; the same bytes for as long as its name is used."""
    kind, body = queries.picture(name)
    return Response(body, content_type=kind, headers=_HEADERS)
