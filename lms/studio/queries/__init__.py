"""Drafts in the asker's charge, their files, and the editions they came from."""

from lms.studio.queries.drafts import (
    course_slugs,
    draft_being_written,
    draft_in_scope,
    drafts_of,
    drafts_to_decide,
    home_path,
    home_unit,
    names_of,
    unit_in_charge,
    units_of,
)
from lms.studio.queries.editions import Published, edition_files, editions_of, published_document
from lms.studio.queries.files import (
    Held,
    changes_of,
    copies_of,
    copy_of,
    files_of,
    held,
    saved_at,
    version_of,
)

__all__ = [
    "Held",
    "Published",
    "changes_of",
    "copies_of",
    "copy_of",
    "course_slugs",
    "draft_being_written",
    "draft_in_scope",
    "drafts_of",
    "drafts_to_decide",
    "edition_files",
    "editions_of",
    "files_of",
    "held",
    "home_path",
    "home_unit",
    "names_of",
    "published_document",
    "saved_at",
    "unit_in_charge",
    "units_of",
    "version_of",
]
