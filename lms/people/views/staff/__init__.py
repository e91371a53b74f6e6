"""Pages for the people in one's charge."""

from lms.people.views.staff import adding, listing, person, roles, roster

__all__ = ["adding", "listing", "person", "roles", "roster"]
