"""Ed25519 over a certificate's canonical JSON: a row changed behind our back no longer counts.

The private key is derived from a secret of the settings, so there is no key file to
lose. A retired secret no longer signs but its certificates stay valid; a secret that is
in neither setting (because it leaked) makes every certificate under it invalid.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask import current_app

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def canonical(snapshot: Mapping[str, Any]) -> bytes:
    """The one byte string of a snapshot: sorted keys, no blanks, UTF-8."""
    return json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Keys:
    """The key that signs, and all whose signatures count."""

    key_id: str
    private: "Ed25519PrivateKey" = field(repr=False)
    public: Mapping[str, "Ed25519PublicKey"] = field(repr=False)

    def sign(self, snapshot: Mapping[str, Any]) -> str:
        return base64.urlsafe_b64encode(self.private.sign(canonical(snapshot))).decode().rstrip("=")

    def vouch_for(self, snapshot: Mapping[str, Any], signature: str) -> bool:
        """Whether one of our keys signed exactly this; False whatever else is handed in."""
        from cryptography.exceptions import InvalidSignature

        public = self.public.get(str(snapshot.get("key")))
        if public is None:
            return False
        try:
            public.verify(
                base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4)), canonical(snapshot)
            )
        except (InvalidSignature, ValueError):
            return False
        return True


@lru_cache(maxsize=8)
def keys_of(secret: str, retired: str = "") -> Keys:
    """The keys of these settings, made once per process; `retired` holds secrets between blanks."""
    pairs = {}
    for each in (secret, *retired.split()):
        private = _derive(each)
        raw = private.public_key().public_bytes_raw()
        pairs[hashlib.sha256(raw).hexdigest()[:16]] = private
    key_id, private = next(iter(pairs.items()))
    return Keys(key_id, private, {name: each.public_key() for name, each in pairs.items()})


def our_keys() -> Keys:
    """The keys of the running system."""
    return keys_of(current_app.config["SIGNING_KEY"], current_app.config.get("RETIRED_SIGNING_KEYS", ""))


def _derive(secret: str) -> "Ed25519PrivateKey":
    # Imported here: only a process that awards or checks pays for loading OpenSSL.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"lms certificate signature 1")
    return Ed25519PrivateKey.from_private_bytes(derive.derive(secret.encode()))
