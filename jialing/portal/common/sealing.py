"""Short secrets that stand in the database: sealed with a key made from the portal's own, one per purpose.

``cryptography`` comes with allauth's second factors. Whoever changes the secret key names the old one among
``SECRET_KEY_FALLBACKS``, as for everything signed.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(text: str, purpose: str) -> str:
    """The text, encrypted and authenticated (Fernet: AES-128-CBC with HMAC-SHA256)."""
    return _box(purpose).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, purpose: str) -> str:
    """The text again. Raises InvalidToken where the key is another or the text was changed: our bug or an attack."""
    return _box(purpose).decrypt(sealed.encode("ascii")).decode()


def _box(purpose: str) -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(key, purpose)) for key in keys])


def _key(secret: str, purpose: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"jialing.{purpose}\0{secret}".encode()).digest())
