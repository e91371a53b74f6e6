"""The QR code on a certificate."""

import io

import segno


def qr_code(address: str) -> bytes:
    """A QR code as PNG. The mask is fixed: choosing the prettiest takes ten times as long and reads no better."""
    picture = io.BytesIO()
    segno.make(address, error="m", mask=4, micro=False).save(picture, kind="png", scale=8, border=2)
    return picture.getvalue()
