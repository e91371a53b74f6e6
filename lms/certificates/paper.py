"""The certificate as a PDF. Imported by the worker only: WeasyPrint is large and slow to load."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import fontpkg
import weasyprint
from flask import current_app
from flask_babel import force_locale
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from lms.certificates import rules
from lms.certificates.qr import qr_code
from lms.certificates.serials import grouped

WEIGHTS = (400, 600, 700)
_STYLE = Path(__file__).parent / "paper.css"


class Sealed(URLFetcher):
    """Hands out what it was given and nothing else: no file, no address is ever opened."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False)
        self.assets = dict(assets)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url not in self.assets:
            raise ValueError(f"a certificate asked for {url[:80]}")
        return URLFetcherResponse(url, self.assets[url], {"Content-Type": _kind(url)})


def _kind(url: str) -> str:
    return "image/png" if url.endswith(".png") else "font/ttf"


class Press:
    """What every certificate shares, made once per process: fonts, stylesheet, fetcher."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        files = {f"asset:{weight}.ttf": fontpkg.path("be-vietnam-pro", weight=weight) for weight in WEIGHTS}
        self.fetcher = Sealed({url: path.read_bytes() for url, path in files.items()})
        self.style = weasyprint.CSS(
            string=_STYLE.read_text(), font_config=self.fonts, url_fetcher=self.fetcher, base_url="asset:"
        )

    def print(self, html: str, qr: bytes) -> bytes:
        fetcher = Sealed({**self.fetcher.assets, "asset:qr.png": qr})
        document = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url="asset:")
        pdf: bytes = document.write_pdf(
            stylesheets=[self.style], font_config=self.fonts, pdf_variant="pdf/ua-1"
        )
        return pdf


_press = lru_cache(maxsize=1)(Press)


def drawn(printed: Mapping[str, Any], origin: str) -> bytes:
    """The PDF of a certificate in its holder's language."""
    language = printed["language"]
    with force_locale(language):
        html = current_app.jinja_env.get_template("certificates/paper.html").render(
            printed=printed,
            title=rules.title_of(printed),
            date=rules.date_in_words(printed, language),
            serial=grouped(printed["serial"]),
            place=", ".join(part for part in (printed["commune"], printed["province"]) if part),
            check_at=origin.partition("://")[2] + "/verify/",
            size_of=rules.size_of,
        )
    return _press().print(html, qr_code(f"{origin}/verify/{printed['serial']}"))
