"""Flask's way from an address to a view; what depends on the host alone is worked out once a host."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Request
from werkzeug.routing import MapAdapter

from lms.core.recent import Recent

# All that Flask and Werkzeug read of a request beside its method, its path and its query.
_OF_THE_HOST = (
    "wsgi.url_scheme",
    "HTTP_HOST",
    "SERVER_NAME",
    "SERVER_PORT",
    "SCRIPT_NAME",
    "HTTP_CONNECTION",
    "HTTP_UPGRADE",
)
_LONGEST = 300  # characters; no more of one stranger's words is remembered


class Adapters:
    """Makes what `usual`, Flask's own maker, makes of a request."""

    def __init__(self, usual: Callable[[Request], MapAdapter | None]) -> None:
        self._usual = usual
        self._known = Recent[Any, tuple[str, MapAdapter]](200)

    def of(self, request: Request) -> MapAdapter | None:
        """The request is told its host as well.

        Raises:
            HTTPException: as Flask's own does, for a host that is none.
        """
        environ = request.environ
        words = tuple(map(environ.get, _OF_THE_HOST))
        known = self._known.get(words)
        if known is None:
            made = self._usual(request)
            if made is not None and sum(len(each or "") for each in words) <= _LONGEST:
                self._known[words] = request.host, made
            return made
        request.host, like = known
        return MapAdapter(
            like.map,
            like.server_name,
            like.script_name,
            like.subdomain,
            like.url_scheme,
            _text(environ, "PATH_INFO", "/"),
            environ["REQUEST_METHOD"],
            _text(environ, "QUERY_STRING"),
        )


def _text(environ: Mapping[str, Any], name: str, usual: str | None = None) -> Any:
    """A word of WSGI's, whose bytes stand as Latin-1, as the text that it is."""
    said = environ.get(name, usual)
    return said if said is None or said.isascii() else said.encode("latin-1").decode(errors="replace")
