"""A zip from outside as the files of a course: only names a course has, and every other one said."""

from flask_babel import lazy_gettext as _l

from lms.catalogue.packages import is_name
from lms.core.unzip import unpacked
from lms.studio.rules.refusals import NotAPackage

MOST_INFLATED = 20 * 1024 * 1024
MOST_TEXT = 400_000  # bytes of one file; a form of a page holds half a million
_LEFT_BY_SYSTEMS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def course_files(content: bytes) -> tuple[str, dict[str, bytes]]:
    """The name of the zip's one folder ("" without one), and the files in it.

    Raises:
        BadArchive: the zip cannot be unpacked safely.
        NotAPackage: it is no course, or holds what no course has.
    """
    files = {
        path: body
        for path, body in unpacked(content, MOST_INFLATED).items()
        if not any(part in path for part in _LEFT_BY_SYSTEMS)
    }
    folder = ""
    if "course.yaml" not in files:
        tops = {path.split("/")[0] for path in files if "/" in path}
        if len(tops) != 1 or f"{next(iter(tops))}/course.yaml" not in files:
            raise NotAPackage(_l("There is no course.yaml in this zip file."))
        folder = tops.pop()
        files = {path.removeprefix(f"{folder}/"): body for path, body in files.items()}
    for path, body in files.items():
        if not is_name(path):
            raise NotAPackage(_l("A course has no file of this name: %(name)s", name=path[:100]))
        if len(body) > MOST_TEXT:
            raise NotAPackage(_l("This file is too large: %(name)s", name=path[:100]))
    return folder, files
