"""itsdangerous' signed texts, with a signer that is made once and a key that is derived once."""

from typing import Any

from itsdangerous import TimestampSigner, URLSafeTimedSerializer


class _Signer(TimestampSigner):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._derived: dict[str | bytes | None, bytes] = {}

    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        key = self._derived.get(secret_key)
        if key is None:
            key = self._derived[secret_key] = super().derive_key(secret_key)
        return key


class Signatures(URLSafeTimedSerializer):
    """What it signs and what it accepts is what `URLSafeTimedSerializer` signs and accepts."""

    default_signer = _Signer

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._signers: dict[str | bytes | None, Any] = {}  # by salt

    @classmethod
    def like(cls, usual: URLSafeTimedSerializer) -> "Signatures":
        """With the same keys, salt and form of content."""
        return cls(
            usual.secret_keys, usual.salt, serializer=usual.serializer, signer_kwargs=usual.signer_kwargs
        )

    def make_signer(self, salt: str | bytes | None = None) -> Any:
        salt = salt or self.salt
        signer = self._signers.get(salt)
        if signer is None:
            signer = self._signers[salt] = super().make_signer(salt)
        return signer
