"""Where a reader is in the tree, and how far up they may go."""

from flask import url_for

from lms.core.access import Role, me
from lms.reports.queries import STAFF, Head
from lms.reports.views.blueprint import course_in_links


def reach(head: Head) -> tuple[int, bool]:
    """How many of the units above the asker may open, and whether they may set a target here."""
    asker = me()
    paths = asker.paths(*STAFF)
    above = sum(any(path.startswith(mine) for mine in paths) for _code, _name, path in head.above)
    return above, any(head.path.startswith(mine) for mine in asker.paths(Role.CADRE, Role.ADMIN))


def crumbs(head: Head, endpoint: str = "reports.unit") -> list[tuple[str, str | None]]:
    """Names of the units above, with an address for those within the asker's scope."""
    open_above = reach(head)[0]
    closed = len(head.above) - open_above
    return [
        (name, url_for(endpoint, code=code, **course_in_links()) if at >= closed else None)
        for at, (code, name, _path) in enumerate(head.above)
    ]
