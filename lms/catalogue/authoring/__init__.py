"""From an author's files to a document that can be published. Only the command line imports this."""

from lms.catalogue.authoring.courses import course_folders, read_all, read_course, read_courses

__all__ = ["course_folders", "read_all", "read_course", "read_courses"]
