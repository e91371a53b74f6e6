"""The application as servers and the command line load it."""

from dataclasses import asdict

from config import Settings
from lms.app import create_app

app = create_app(asdict(Settings.from_environment()))
