"""Persons, sign-in, grants, consent."""
