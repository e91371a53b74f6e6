"""Pictures that come in a package with their questions."""

from collections.abc import Iterable
from dataclasses import replace

from flask_babel import lazy_gettext as _l

from lms.interop.formats import Found


def with_pictures(found: Iterable[Found]) -> tuple[list[Found], dict[str, bytes]]:
    """The questions naming their pictures as we publish them, and those pictures, cleaned, by name."""
    pictures: dict[str, bytes] = {}
    named = []
    for each in found:
        if each.question is None or each.picture is None:
            named.append(each)
            continue
        clean = _cleaned(each.question["picture"], each.picture)
        if clean is None:
            reason = _l("its picture is no SVG that can be shown here")
            named.append(replace(each, question=None, refusal=reason))
            continue
        name, body = clean
        pictures[name] = body
        named.append(replace(each, question={**each.question, "picture": name}))
    return named, pictures


def _cleaned(file: str, picture: bytes) -> tuple[str, bytes] | None:
    # Imported here: the course's checker stays out of every process that serves pages.
    from lms.catalogue.authoring.pictures import LARGEST, published_name
    from lms.catalogue.authoring.sources import Source
    from lms.catalogue.authoring.svg import cleaned

    if len(picture) > LARGEST:
        return None
    try:
        body = cleaned(Source(file, []), picture.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None
    return (published_name(body), body) if body is not None else None
