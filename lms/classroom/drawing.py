"""What is printed for a class as PDF. Imported by workers only: WeasyPrint is large, and no request waits inside it."""

from functools import lru_cache
from pathlib import Path

import fontpkg
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from lms.certificates.paper import WEIGHTS, Sealed

_STYLE = Path(__file__).parent / "print.css"


class Press:
    """What every sheet shares, made once per process."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        files = {f"asset:{weight}.ttf": fontpkg.path("be-vietnam-pro", weight=weight) for weight in WEIGHTS}
        self.fetcher = Sealed({url: path.read_bytes() for url, path in files.items()})
        self.style = weasyprint.CSS(
            string=_STYLE.read_text(), font_config=self.fonts, url_fetcher=self.fetcher, base_url="asset:"
        )


_press = lru_cache(maxsize=1)(Press)


def pdf_of(page: str) -> bytes:
    """The page in Be Vietnam Pro; it can open no file and no address."""
    press = _press()
    document = weasyprint.HTML(string=page, url_fetcher=press.fetcher, base_url="asset:")
    pdf: bytes = document.write_pdf(
        stylesheets=[press.style], font_config=press.fonts, pdf_variant="pdf/ua-1"
    )
    return pdf
