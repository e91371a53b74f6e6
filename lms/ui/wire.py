"""Fewer bytes over the wire: pages are compressed where the browser can read it and it pays."""

import threading
from gzip import compress as gzip
from typing import Any

from flask import Response, request
from werkzeug.datastructures import Headers

# Below this a page fits into the first packets anyway, and compressing only costs time.
WORTH_IT = 3000
_mine = threading.local()


def _zstandard() -> Any:
    """This thread's compressor: two threads in one spoil each other's page, or end the process.

    Its table is small: the usual ones are out of the processor's cache from one request to the
    next, and fetching them takes as long as all the work, for one or two bytes in a hundred.
    """
    if not hasattr(_mine, "compressor"):
        import zstandard

        how = zstandard.ZstdCompressionParameters.from_level(1, hash_log=12, min_match=4)
        _mine.compressor = zstandard.ZstdCompressor(compression_params=how)
    return _mine.compressor


def lighten(response: Response) -> Response:
    """Compress text of some length; zstd where understood (a quarter of gzip's time), else gzip."""
    if response.direct_passthrough or response.status_code not in (200, 404, 409):
        return response
    kind = response.headers.get("Content-Type", "")
    if not kind.startswith(("text/", "image/svg+xml")) or "Content-Encoding" in response.headers:
        return response
    body = response.get_data()
    if len(body) < WORTH_IT:
        return response
    accepted = request.headers.get("Accept-Encoding", "")
    if "zstd" in accepted:
        body, encoding = _zstandard().compress(body), "zstd"
    elif "gzip" in accepted:
        body, encoding = gzip(body, 5), "gzip"
    else:
        return response
    response.set_data(body)
    response.headers["Content-Encoding"] = encoding
    response.headers.add("Vary", "Accept-Encoding")
    return response


class Answer(Response):
    """Flask's response; a body that lies ready is handed to the server in one piece.

    Of an iterator a server cannot know whether it is at its end: it is woken for the head and once more for each piece.
    """

    def get_app_iter(self, environ: Any) -> Any:
        pieces = super().get_app_iter(environ)
        ready = isinstance(self.response, list) and not self._on_close
        return list(pieces) if ready else pieces


class Onward(Answer):
    """Nothing but headers that are right as they stand: no address to encode, no body to measure or to name."""

    default_mimetype = None

    def get_wsgi_headers(self, environ: Any) -> Headers:
        return self.headers

    def get_app_iter(self, environ: Any) -> Any:
        return []


def see_other(path: str) -> Response:
    """Send the reader on to a path of ours (ASCII), without the page that `redirect` draws for browsers that cannot."""
    return Onward(
        status="303 SEE OTHER",
        headers=[("Location", path), ("Content-Length", "0"), ("Cache-Control", "no-store")],
    )
