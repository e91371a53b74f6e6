"""Editions as people tell them apart; the hash is only what papers print."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from lms.catalogue.content import Course
from lms.studio import queries
from lms.studio.queries import Published
from lms.ui.languages import full_date, hour, language

_FEW = 2  # modules are named while the line stays short


@dataclass(frozen=True, slots=True)
class Named:
    """An edition in words: `when` it was published, the `facts` known of it, and its `mark` on papers."""

    hash: str
    when: str
    current: bool
    kept: bool
    facts: tuple[str, ...]
    mark: str


def named(course: Course) -> list[Named]:
    """Every edition of a course, the newest first."""
    return [
        Named(
            each.hash,
            f"{full_date(each.at)} {hour(each.at)}",
            each.current,
            each.kept,
            tuple(words for words in (_by(each), _difference(each, course)) if words),
            _("edition %(edition)s", edition=each.hash[:8]),
        )
        for each in queries.editions_of(course.slug)
    ]


def _by(each: Published) -> str:
    if each.by is None:
        return ""
    if not each.by:
        return _("published from files on the server")
    return _("published by %(name)s", name=each.by)


def _difference(each: Published, course: Course) -> str:
    if each.first:
        return _("the first edition")
    if each.changed is None:
        return ""
    if not each.changed:
        return _("the modules are as they were")
    count = ngettext("%(num)d module changed", "%(num)d modules changed", len(each.changed))
    modules = [module for slug in each.changed if (module := course.module(slug))]
    if len(modules) == len(each.changed) <= _FEW:
        return f"{count} ({', '.join(module.short.in_(language()) for module in modules)})"
    return count
