"""The app itself: a page of words without anybody's data, its worker and its manifest. Open to all, so that a
phone keeps the app and never a sign-in page in its place.
"""

import hashlib
import json

from flask import Response, g, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classes.queries.cohorts import cohort_run_by
from lms.core.access import me, needs, public
from lms.field.views.blueprint import STAFF, pages
from lms.field.views.words import words
from lms.ui.pages import asset, csp_nonce

# What a script of ours imports, by the name it uses.
MODULES = {
    "idb": "vendor/idb.js",
    "zxing": "vendor/zxing-reader.js",
    **{
        f"field/{name}": f"field/{name}.js"
        for name in (
            "cards",
            "dom",
            "gate",
            "ids",
            "list",
            "news",
            "meeting",
            "newcomer",
            "scan",
            "reader",
            "skills",
            "state",
            "store",
            "sync",
            "tone",
        )
    },
}
WORKBOX = ("workbox-core", "workbox-routing", "workbox-strategies", "workbox-precaching")


def _page() -> str:
    imports = {name: asset(file) for name, file in MODULES.items()}
    return render_template(
        "field/index.html", imports=imports, words=words(), wasm=asset("vendor/zxing-reader.wasm")
    )


@pages.get("/field/")
@public
def index() -> ResponseReturnValue:
    g.csp_scans = True
    return _page()


@pages.get("/field/sw.js")
@public
def worker() -> ResponseReturnValue:
    """The worker with the list of files it keeps; it changes when any of them does, or the language."""
    page = _page().replace(csp_nonce(), "")
    files = [{"url": "/field/", "revision": hashlib.sha256(page.encode()).hexdigest()[:16]}]
    for name in (
        "app.css",
        "app.js",
        "icon.svg",
        "icons.svg",
        "field/field.css",
        "field/app.js",
        *MODULES.values(),
    ):
        if name != "vendor/zxing-reader.js":  # kept only on phones that need it: see gate.js
            files.append({"url": asset(name), "revision": None})  # type: ignore[dict-item]
    lines = [f"importScripts({json.dumps(asset(f'vendor/{name}.js'))});" for name in WORKBOX]
    lines.append(f"self.FILES = {json.dumps(files)};")
    lines.append(f"importScripts({json.dumps(asset('field/worker.js'))});")
    response = Response("\n".join(lines) + "\n", mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@pages.get("/field/app.webmanifest")
@public
def manifest() -> ResponseReturnValue:
    icons = [
        {
            "src": asset(f"field/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "any maskable",
        }
        for size in (192, 512)
    ]
    content = {
        "id": "/field/",
        "name": _("Class without a network"),
        "short_name": _("Register"),
        "start_url": "/field/",
        "scope": "/field/",
        "display": "standalone",
        "background_color": "#fbf8f1",
        "theme_color": "#0a5c4a",
        "icons": icons,
    }
    response = make_response(json.dumps(content, ensure_ascii=False))
    response.headers["Content-Type"] = "application/manifest+json"
    return response


@pages.get("/field/take-along/<int:cohort_id>")
@needs(*STAFF)
def take_along(cohort_id: int) -> ResponseReturnValue:
    """From a class's page: whoever answers for the class may take it along without teaching it."""
    cohort_run_by(me(), cohort_id)
    return redirect(url_for(".index", _anchor=f"class-{cohort_id}"), 303)
