"""The application, put together: extensions, then features by name, then a last look at every door."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import flask
from click import Context
from flask import Flask, request
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError
from werkzeug.local import LocalProxy
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter, MapAdapter
from whitenoise import WhiteNoise

from lms.catalogue import shelf
from lms.core import access, audit, beside, cookies, db, jobs  # noqa: F401  the audit table is everybody's
from lms.core.requests import Request, itself
from lms.core.routes import Adapters
from lms.ui import languages, pages, wire
from lms.ui.tokens import Tokens

FEATURES = (
    "core",
    "catalogue",
    "places",
    "people",
    "printing",
    "speech",
    "learning",
    "quizzes",
    "classes",
    "interop",
    "studio",
    "handouts",
    "certificates",
    "classroom",
    "papers",
    "keeping",
    "field",
    "reports",
    "home",
    "demo",
)
# What a feature's group of commands is called.
COMMANDS = {
    "core": "jobs",
    "catalogue": "courses",
    "places": "units",
    "people": "people",
    "classes": "attendance",
    "interop": "questions",
    "reports": "reports",
    "demo": "demo",
}
TRAINEES_SEE = ("ui/", "home/", "learning/", "quizzes/ask", "quizzes/explain", "quizzes/result")
ROOT = Path(__file__).parent.parent
csrf = Tokens()


class Application(Flask):
    """Flask without what we never use: every function here is an ordinary one."""

    request_class = Request
    response_class = wire.Answer

    @cached_property
    def _adapters(self) -> Adapters:
        return Adapters(super().create_url_adapter)

    def create_url_adapter(self, request: flask.Request | None) -> MapAdapter | None:
        return super().create_url_adapter(None) if request is None else self._adapters.of(request)

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func

    def warm_up(self) -> None:
        """Load what a process would load by itself at its first answers; leaves no connection open."""
        for name in self.jinja_env.list_templates(filter_func=lambda name: name.startswith(TRAINEES_SEE)):
            self.jinja_env.get_template(name)
        with self.app_context(), suppress(DBAPIError):  # asked again by whoever needs it
            shelf.courses()
        with self.app_context():
            beside.let_go()
            db.db.engine.dispose()


class StaticFiles(WhiteNoise):
    """Static files, with copies compressed ahead of time unless the file changed since."""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Every page passes here as well, and is let through at the first look."""
        serve = super().__call__ if environ["PATH_INFO"].startswith(pages.FILES) else self.application
        return serve(environ, start_response)

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        made = stat_cache[path].st_mtime
        fresh = {
            each: stat
            for each, stat in stat_cache.items()
            if stat.st_mtime >= made or not each.startswith(f"{path}.")
        }
        super().add_file_to_dictionary(url, path, stat_cache=fresh)


class RowId(BaseConverter):
    """A row's id: ASCII digits only, and never more than a database integer holds."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)


def create_app(settings: Mapping[str, Any]) -> Flask:
    """A running system for these settings: the fields of `config.Settings`."""
    app = Application(__name__, static_folder=None, template_folder="ui/templates")
    app.config.update(settings)
    _configure(app)
    _extend(app)
    app.extensions["sections"] = []
    app.extensions["links"] = {}
    app.extensions["about_person"] = []  # what higher features tell staff of a person: id -> [(words, value)]
    for feature in FEATURES:
        _add_feature(app, feature)
    jobs.init(app)
    access.check_declared(app)
    return app


def _configure(app: Flask) -> None:
    config: Mapping[str, Any] = app.config
    secure = config["PUBLIC_URL"].startswith("https://")
    app.config.update(
        SESSION_COOKIE_NAME="__Host-lms" if secure else "lms",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=60 * 60 * 24 * 180,
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=5 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=500_000,
        MAX_FORM_PARTS=2_000,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,  # `_before_anything` asks for the token
        SQLALCHEMY_ENGINE_OPTIONS=db.engine_options(config["SQLALCHEMY_DATABASE_URI"]),
    )
    app.url_map.converters["int"] = RowId
    app.session_interface = cookies.Sessions()


def _extend(app: Flask) -> None:
    db.db.init_app(app)
    app.cli.add_command(Commands("db", "flask_migrate.cli", "db"))
    app.extensions["migrate"] = LocalProxy(cache(lambda: _migrations(app)))
    with app.app_context():
        db.prepare(db.db.engine, app.config["SQLITE_SYNCHRONOUS"])
    languages.init(app, str(ROOT / "translations"))
    csrf.init_app(app)
    app.before_request(_before_anything)
    app.teardown_appcontext(beside.put_back)
    pages.init(app)
    if app.config["PROXIES"]:
        trusted = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]
    app.wsgi_app = StaticFiles(  # type: ignore[method-assign]
        app.wsgi_app, root=str(pages.STATIC), prefix=pages.FILES, immutable_file_test=lambda path, url: True
    )
    app.wsgi_app = pages.hardened(app.wsgi_app)  # type: ignore[method-assign]


def _before_anything() -> None:
    """A request that may change something stands in the writers' line and shows its token; others do neither."""
    changes = itself(request).method not in {"GET", "HEAD", "OPTIONS"}
    db.intend_to_write(changes)
    if changes:
        csrf.protect()


def _migrations(app: Flask) -> Any:
    """What `flask db …` works with; made at its first use, for Alembic is much to load for serving pages."""
    from flask_migrate import Migrate

    Migrate(render_as_batch=True, compare_type=False).init_app(app, db.db, directory=str(ROOT / "migrations"))
    return app.extensions["migrate"]


class Commands(AppGroup):
    """A group of commands, imported when one of them is run: serving pages needs none."""

    def __init__(self, name: str, module: str, group: str = "group") -> None:
        super().__init__(name)
        self._where = module, group

    @cached_property
    def real(self) -> AppGroup:
        module, group = self._where
        return getattr(import_module(module), group)

    def make_context(
        self, info_name: str | None, args: list[str], parent: Context | None = None, **extra: Any
    ) -> Context:
        return self.real.make_context(info_name, args, parent, **extra)


def _add_feature(app: Flask, feature: str) -> None:
    """Everything a feature offers, by the names of its rooms; each room is optional."""
    package = f"lms.{feature}"
    for room in ("models", "listeners", "jobs"):
        if find_spec(f"{package}.{room}"):
            import_module(f"{package}.{room}")
    if find_spec(f"{package}.commands"):
        app.cli.add_command(Commands(COMMANDS[feature], f"{package}.commands"))
    if find_spec(f"{package}.views"):
        views = import_module(f"{package}.views")
        app.register_blueprint(views.pages)
        app.extensions["sections"] += getattr(views, "SECTIONS", [])
        for place, links in getattr(views, "LINKS", {}).items():
            app.extensions["links"].setdefault(place, []).extend(links)
        if hasattr(views, "init"):
            views.init(app)
