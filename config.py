"""Every setting, read once, at the door; `docs/operator.md` explains each."""

import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

ROOT = Path(__file__).parent
# Where the browsers of today take messages: Chrome and its kin, Firefox, Safari, Edge.
PUSH_HOSTS = "fcm.googleapis.com *.push.services.mozilla.com *.push.apple.com *.notify.windows.com"


class BadSetting(SystemExit):
    """The environment asks for something that cannot be; the message says what."""


def _whole_number(name: str, default: int, least: int, most: int) -> int:
    raw = os.environ.get(name, str(default))
    if not raw.isascii() or not raw.isdigit() or not least <= int(raw) <= most:
        raise BadSetting(f"{name} must be a whole number from {least} to {most}, not {raw!r}")
    return int(raw)


def _yes(name: str, default: bool) -> bool:
    raw = os.environ.get(name, "yes" if default else "no").lower()
    if raw not in {"yes", "no"}:
        raise BadSetting(f"{name} must be yes or no, not {raw!r}")
    return raw == "yes"


def _database(data: Path) -> str:
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{data / 'lms.sqlite3'}"
    scheme, _, rest = url.partition("://")
    if scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        return f"postgresql+psycopg://{rest}"
    if scheme == "sqlite":
        return url
    raise BadSetting(f"DATABASE_URL must begin with sqlite:// or postgresql://, not {scheme}://")


def _secret(data: Path, embedded: bool) -> str:
    """The given secret, or for one machine alone a secret made once and kept beside its data."""
    given = os.environ.get("SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise BadSetting("SECRET_KEY must have at least 32 characters")
        return given
    if not embedded:
        raise BadSetting("SECRET_KEY must be set when DATABASE_URL is PostgreSQL")
    kept = data / "secret_key"
    if not kept.exists():
        data.mkdir(parents=True, exist_ok=True)
        try:
            with open(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass  # another process made it between the look and the write
    return kept.read_text()


def _address(name: str, schemes: set[str], only_safe: bool = False) -> str:
    """An address with one of these schemes; plain http only to this machine."""
    raw = os.environ.get(name, "")
    parts = urlsplit(raw)
    if raw and (parts.scheme not in schemes or not parts.hostname):
        raise BadSetting(f"{name} must begin with {' or '.join(sorted(schemes))}:// and name a host")
    if only_safe and parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise BadSetting(f"{name} must begin with https://; http is for this machine alone")
    return raw


def _mail_from() -> str:
    sender = os.environ.get("LMS_MAIL_FROM", "")
    if os.environ.get("LMS_SMTP_URL") and "@" not in sender:
        raise BadSetting("LMS_MAIL_FROM must be an e-mail address when LMS_SMTP_URL is set")
    return sender


def _push_contact() -> str:
    contact = os.environ.get("LMS_PUSH_CONTACT", "")
    if contact and not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+|https://\S+", contact):
        raise BadSetting("LMS_PUSH_CONTACT must begin with mailto: or https://")
    return contact


def _push_hosts() -> str:
    hosts = os.environ.get("LMS_PUSH_HOSTS") or PUSH_HOSTS
    for each in hosts.split():
        if not re.fullmatch(r"(\*\.[a-z0-9-]+)?[a-z0-9.-]+(:[0-9]{1,5})?", each) or (
            "*" in each and ":" in each
        ):
            raise BadSetting(
                f"LMS_PUSH_HOSTS must be name, *.name or name:port, with blanks between, not {each!r}"
            )
    return hosts


@dataclass(frozen=True)
class Settings:
    """What one running system is told; every field becomes a key of `app.config`."""

    SECRET_KEY: str = field(repr=False)
    SQLALCHEMY_DATABASE_URI: str = field(repr=False)
    DATA_DIR: str
    COURSES_DIR: str
    REDIS_URL: str
    PUBLIC_URL: str
    ISSUER: str
    PROXIES: int
    SQLITE_SYNCHRONOUS: str
    PIN_PEPPER: str = field(repr=False)
    SIGNING_KEY: str = field(repr=False)
    RETIRED_SIGNING_KEYS: str = field(repr=False)
    SMTP_URL: str = field(repr=False)
    MAIL_FROM: str
    SMS_URL: str = field(repr=False)
    SMS_TOKEN: str = field(repr=False)
    PUSH_CONTACT: str
    PUSH_KEY: str = field(repr=False)
    PUSH_HOSTS: str
    JOBS_INLINE: bool
    HOST: str
    PORT: int
    WORKERS: int

    @classmethod
    def from_environment(cls) -> Self:
        data = Path(os.environ.get("LMS_DATA_DIR") or ROOT / "var").resolve()
        data.mkdir(parents=True, exist_ok=True)
        database = _database(data)
        embedded = database.startswith("sqlite")
        secret = _secret(data, embedded)
        synchronous = os.environ.get("LMS_SQLITE_SYNCHRONOUS", "FULL").upper()
        if synchronous not in {"FULL", "NORMAL"}:
            raise BadSetting("LMS_SQLITE_SYNCHRONOUS must be FULL or NORMAL")
        return cls(
            SECRET_KEY=secret,
            SQLALCHEMY_DATABASE_URI=database,
            DATA_DIR=str(data),
            COURSES_DIR=str(Path(os.environ.get("LMS_COURSES_DIR") or ROOT / "courses").resolve()),
            REDIS_URL=os.environ.get("REDIS_URL", ""),
            PUBLIC_URL=os.environ.get("LMS_PUBLIC_URL", "").rstrip("/"),
            ISSUER=os.environ.get("LMS_ISSUER") or "Bình dân học vụ số",
            PROXIES=_whole_number("LMS_PROXIES", 0, 0, 5),
            SQLITE_SYNCHRONOUS=synchronous,
            PIN_PEPPER=os.environ.get("LMS_PIN_PEPPER") or secret,
            SIGNING_KEY=os.environ.get("LMS_SIGNING_KEY") or secret,
            RETIRED_SIGNING_KEYS=os.environ.get("LMS_RETIRED_SIGNING_KEYS", ""),
            SMTP_URL=_address("LMS_SMTP_URL", {"smtp", "smtps"}),
            MAIL_FROM=_mail_from(),
            SMS_URL=_address("LMS_SMS_URL", {"https", "http"}, only_safe=True),
            SMS_TOKEN=os.environ.get("LMS_SMS_TOKEN", ""),
            PUSH_CONTACT=_push_contact(),
            PUSH_KEY=os.environ.get("LMS_PUSH_KEY") or secret,
            PUSH_HOSTS=_push_hosts(),
            JOBS_INLINE=_yes("LMS_JOBS_INLINE", False),
            HOST=os.environ.get("LMS_HOST") or "127.0.0.1",
            PORT=_whole_number("PORT", 8000, 1, 65535),
            WORKERS=_whole_number("LMS_WORKERS", 2, 1, 64),
        )
