"""Gives people in tests what they sign in with."""

from typing import Any

import pyotp
from flask import Flask

from lms.core import clock
from lms.core.db import db
from lms.people import actions, hashing

PIN = "482915"
OTHER_PIN = "730264"
PASSWORD = "four calm buffaloes walking"
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_pin(app: Flask, person_id: int, pin: str = PIN) -> None:
    with app.app_context():
        actions.set_pin(person_id, hashing.hash_secret(pin))
        db.session.commit()


def give_password(app: Flask, person_id: int) -> None:
    with app.app_context():
        actions.set_staff_secrets(person_id, hashing.hash_secret(PASSWORD), KEY)
        db.session.commit()


def give_card(app: Flask, person_id: int) -> str:
    with app.app_context():
        letters = actions.issue_card(person_id, None, clock.now())
        db.session.commit()
        return letters


def code_now(steps: int = 0) -> str:
    return pyotp.TOTP(KEY).at(int(clock.now().timestamp()) + 30 * steps)


def ask(app: Flask, statement: Any) -> Any:
    """The one value a statement finds."""
    with app.app_context():
        return db.session.scalar(statement)
