"""What a browser hands over so that we can write to it, and how a message is sealed for it alone (RFC 8291)."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

LONGEST = 2000
MOST_PHONES = 5
_RECORD = 4096
# Systems and browsers by a word in what a browser says of itself; the first that fits counts.
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "Linux": "Linux",
}
_BROWSERS = {
    "coc_coc": "Cốc Cốc",
    "SamsungBrowser": "Samsung Internet",
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}


class NotASubscription(Refusal):
    reason = _l("This browser did not say where our messages should go. Try again, or choose another way.")


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where a browser takes messages, its public key, and the secret that it shares with us."""

    endpoint: str
    public: bytes
    auth: bytes

    @property
    def digest(self) -> str:
        return digest_of(self.endpoint)


def digest_of(endpoint: str) -> str:
    """By which an address is known again where it is not to be read."""
    return hashlib.sha256(endpoint.encode()).hexdigest()


def read(text: str) -> Subscription:
    """What a page sent as JSON, or what we kept of it.

    Raises:
        NotASubscription: it is anything else, or its key is not a point of the curve.
    """
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        given = json.loads(text[: LONGEST + 1])
        keys = given["keys"]
        endpoint, public, auth = str(given["endpoint"]), unbase(keys["p256dh"]), unbase(keys["auth"])
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as unreadable:
        raise NotASubscription from unreadable
    if len(public) != 65 or len(auth) != 16 or not endpoint.isascii():
        raise NotASubscription
    return Subscription(endpoint, public, auth)


def kept(whom: Subscription) -> str:
    """The same as a text that `read` understands, and nothing that the page may have added."""
    return json.dumps(
        {"endpoint": whom.endpoint, "keys": {"p256dh": base(whom.public), "auth": base(whom.auth)}}
    )


def seal(
    plain: bytes, whom: Subscription, ours: "EllipticCurvePrivateKey | None" = None, salt: bytes = b""
) -> bytes:
    """One record of aes128gcm, with a key and a salt made for this message unless they are given."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    def derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
        return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)

    ours = ours or ec.generate_private_key(ec.SECP256R1())
    salt = salt or secrets.token_bytes(16)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), whom.public)
    public = point(ours)
    shared = derive(
        ours.exchange(ec.ECDH(), theirs), whom.auth, b"WebPush: info\0" + whom.public + public, 32
    )
    key = derive(shared, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derive(shared, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + _RECORD.to_bytes(4, "big") + bytes([len(public)]) + public
    return head + AESGCM(key).encrypt(nonce, plain + b"\x02", None)


def point(key: "EllipticCurvePrivateKey") -> bytes:
    """The public half as browsers write it."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def base(given: bytes) -> str:
    return base64.urlsafe_b64encode(given).decode().rstrip("=")


def unbase(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def name_of(browser: str) -> str:
    """A phone's name for its owner, such as "Android, Chrome": words of ours, whatever the browser says."""
    words = [
        next((name for sign, name in each.items() if sign in browser), "") for each in (_SYSTEMS, _BROWSERS)
    ]
    return ", ".join(word for word in words if word) or "?"
