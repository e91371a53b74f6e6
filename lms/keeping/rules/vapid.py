"""Who we are, told to a push service (RFC 8292). The key is derived from a secret of the settings: no file to lose."""

import json
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from lms.keeping.rules.push import base, point

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

LASTS = timedelta(hours=12)  # a day at most, says the RFC
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@lru_cache(maxsize=8)
def key_of(secret: str) -> "EllipticCurvePrivateKey":
    """The key of this secret, the same in every process."""
    # Imported here: only a process that sends, or shows the page of reminders, pays for loading OpenSSL.
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    # Sixteen bytes more than the key: so no number is likelier than another.
    derive = HKDF(algorithm=SHA256(), length=48, salt=None, info=b"lms web push 1")
    number = int.from_bytes(derive.derive(secret.encode()), "big") % (_ORDER - 1) + 1
    return ec.derive_private_key(number, ec.SECP256R1())


def public_key(secret: str) -> str:
    """What a browser is told, so that nobody else can write to it."""
    return base(point(key_of(secret)))


def vapid(key: "EllipticCurvePrivateKey", audience: str, contact: str, now: datetime) -> str:
    """The Authorization header for one push service."""
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256

    claims = {"aud": audience, "exp": int((now + LASTS).timestamp()), "sub": contact}
    said = ".".join(base(json.dumps(each).encode()) for each in ({"typ": "JWT", "alg": "ES256"}, claims))
    halves = decode_dss_signature(key.sign(said.encode(), ECDSA(SHA256())))
    signature = base(b"".join(each.to_bytes(32, "big") for each in halves))
    return f"vapid t={said}.{signature}, k={base(point(key))}"
