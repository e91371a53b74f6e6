"""Reports as PDF. Imported by workers only: WeasyPrint is large, and no request waits inside it."""

from functools import lru_cache
from pathlib import Path

import fontpkg
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from lms.certificates.paper import WEIGHTS, Sealed

_STYLE = Path(__file__).parent / "print.css"


class Press:
    """What every report shares, made once per process."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self.fetcher = Sealed(
            {
                f"asset:{weight}.ttf": fontpkg.path("be-vietnam-pro", weight=weight).read_bytes()
                for weight in WEIGHTS
            }
        )
        self.style = weasyprint.CSS(
            string=_STYLE.read_text(), font_config=self.fonts, url_fetcher=self.fetcher, base_url="asset:"
        )

    def print(self, page: str) -> bytes:
        document = weasyprint.HTML(string=page, url_fetcher=self.fetcher, base_url="asset:")
        pdf: bytes = document.write_pdf(
            stylesheets=[self.style], font_config=self.fonts, pdf_variant="pdf/ua-1"
        )
        return pdf


_press = lru_cache(maxsize=1)(Press)


def pdf_of(page: str) -> bytes:
    """The page in Be Vietnam Pro; it can open no file and no address."""
    return _press().print(page)
