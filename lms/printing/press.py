"""Pages to PDF. Imported by workers only: WeasyPrint is large and slow to load.

A page brings its own style in its head and stands on `press.css`: the fonts and
colours that all our paper shares. It can show what it was given as `asset:<name>`
and what it holds as `data:`; no file and no address is ever opened.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import fontpkg
import weasyprint
from PIL import ImageFile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from lms.printing.fitting import fitted

# WeasyPrint has Pillow take cut pictures, everywhere in the process. Ours are whole, and a stranger's is refused.
ImageFile.LOAD_TRUNCATED_IMAGES = False
_WEIGHTS = (400, 600, 700)
_STYLE = Path(__file__).parent / "press.css"
_WITHIN = ("data:image/svg+xml;base64,", "data:image/webp;base64,")
_KINDS = {"png": "image/png", "svg": "image/svg+xml", "webp": "image/webp", "ttf": "font/ttf"}


class Sealed(URLFetcher):
    """Hands out what it was given, pictures that stand in the page itself, and nothing else."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("asset", "data"), allow_redirects=False)
        self.assets = dict(assets)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith(_WITHIN):
            return super().fetch(url, headers)
        if url not in self.assets:
            raise ValueError(f"a page asked for {url[:80]}")
        return URLFetcherResponse(url, self.assets[url], {"Content-Type": _KINDS[url.rpartition(".")[2]]})


class _Press:
    """What every page shares, made once per process."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self.assets = {
            f"asset:{weight}.ttf": fontpkg.path("be-vietnam-pro", weight=weight).read_bytes()
            for weight in _WEIGHTS
        }
        self.style = weasyprint.CSS(
            string=_STYLE.read_text(),
            font_config=self.fonts,
            url_fetcher=Sealed(self.assets),
            base_url="asset:",
        )


_press = lru_cache(maxsize=1)(_Press)


def pdf_of(page: str, assets: Mapping[str, bytes]) -> bytes:
    """The page as PDF/UA-1 in Be Vietnam Pro; its fitted sheets (`printing.fitting`) on one side each.

    Args:
        assets: what the page may show, by its address "asset:<name>.<svg, png or webp>".
    """
    press = _press()
    fetcher = Sealed({**press.assets, **assets})

    def draw(html: str) -> Any:
        return weasyprint.HTML(string=html, url_fetcher=fetcher, base_url="asset:").render(
            font_config=press.fonts, stylesheets=[press.style], pdf_variant="pdf/ua-1"
        )

    pdf: bytes = fitted(page, draw).write_pdf(pdf_variant="pdf/ua-1")
    return pdf
