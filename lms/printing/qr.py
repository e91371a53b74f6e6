"""QR codes on paper."""

import segno
from markupsafe import Markup, escape


def qr_drawing(address: str, says: str) -> Markup:
    """A QR code as part of a page. The mask is fixed: choosing the prettiest takes ten times as long and reads no better.

    Args:
        says: what it does, for who cannot see it.
    """
    code = segno.make(address, error="m", mask=4, micro=False)
    svg = code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None)
    return Markup(svg.replace("<svg ", f'<svg role="img" aria-label="{escape(says)}" ', 1))  # noqa: S704  ours
