"""A push service that is really there: TLS, the signature checked as RFC 8292 says, the body opened as a phone would."""

import base64
import json
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID


def base(given: bytes) -> str:
    return base64.urlsafe_b64encode(given).decode().rstrip("=")


def unbase(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def claims_of(authorization: str) -> tuple[dict[str, Any], str]:
    """What a `vapid` header claims, and by which key; raises when the signature is not of that key."""
    scheme, _, rest = authorization.partition(" ")
    assert scheme == "vapid"
    parts = dict(each.strip().split("=", 1) for each in rest.split(","))
    head, body, signature = parts["t"].split(".")
    assert json.loads(unbase(head))["alg"] == "ES256"
    raw = unbase(signature)
    assert len(raw) == 64
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unbase(parts["k"]))
    public.verify(der, f"{head}.{body}".encode(), ec.ECDSA(SHA256()))
    return json.loads(unbase(body)), parts["k"]


class Phone:
    """A browser's half: it makes the subscription and alone can open what is sent to it."""

    def __init__(self, endpoint: str, private: str = "", auth: str = "BTBZMqHH6r4Tts7J_aSIgg") -> None:
        number = int.from_bytes(unbase(private), "big")
        self.key = (
            ec.derive_private_key(number, ec.SECP256R1())
            if private
            else ec.generate_private_key(ec.SECP256R1())
        )
        self.endpoint, self.auth = endpoint, unbase(auth)
        self.public = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def subscription(self) -> str:
        keys = {"p256dh": base(self.public), "auth": base(self.auth)}
        return json.dumps({"endpoint": self.endpoint, "expirationTime": None, "keys": keys})

    def open(self, body: bytes) -> bytes:
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        assert len(body) <= size
        sender = body[21 : 21 + length]
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self.key.exchange(ec.ECDH(), theirs)
        ikm = _hkdf(shared, self.auth, b"WebPush: info\0" + self.public + sender, 32)
        key = _hkdf(ikm, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _hkdf(ikm, salt, b"Content-Encoding: nonce\0", 12)
        plain, _, padding = AESGCM(key).decrypt(nonce, body[21 + length :], None).rpartition(b"\x02")
        assert not padding.strip(b"\0")
        return plain


class _Post(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server: Any = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = server.answers.get(self.path, server.status)
        if status == 201 or server.hangs_up:
            server.seen.append((self.path, self.headers, body))
        if server.hangs_up:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("Location", "https://localhost:9/elsewhere")
        self.end_headers()

    def log_message(self, *_words: Any) -> None:
        pass


class PushService(ThreadingHTTPServer):
    """On `localhost`, with a certificate of its own that is the only one trusted while it runs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Post)
        self.seen: list[tuple[str, Mapping[str, str], bytes]] = []
        self.status, self.hangs_up = 201, False
        self.answers: dict[str, int] = {}
        self.place = f"localhost:{self.server_address[1]}"
        self.trusted = _certificate(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.trusted)
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def phone(self, name: str) -> Phone:
        return Phone(f"https://{self.place}/send/{name}")

    def handle_error(self, *_about: Any) -> None:
        """Who hangs up in the middle is no news here."""


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3650))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    file = folder / "push.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return file
