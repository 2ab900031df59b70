"""A random draw of experts that anybody can repeat: committed beforehand, witnessed, with reserves and minutes."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass

from jialing.errors import InputError


@dataclass(frozen=True)
class Minutes:
    """All that is needed to repeat a draw.

    Attributes
    ----------
    purpose : what was drawn for, as announced
    commitment : SHA-256 of the secret, made public before the witness spoke
    secret, witness : made public afterwards; what the office kept, and what the witness said
    eligible : who could be drawn, in the order of their ids
    eligible_digest : SHA-256 of the list as announced with the commitment
    drawn, reserves : in the order drawn; a reserve takes the place of somebody who declines, the first first
    """

    purpose: str
    commitment: str
    secret: str
    witness: str
    eligible: tuple[str, ...]
    eligible_digest: str
    drawn: tuple[str, ...]
    reserves: tuple[str, ...]


def commitment(secret: str) -> str:
    """What is published before the draw: SHA-256 of the secret, in hexadecimal digits.

    The secret should be random and long (``secrets.token_hex(32)``): a short one could be found by trying.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def digest(eligible: Sequence[str]) -> str:
    """SHA-256 of the list of the eligible, in any order."""
    listed = json.dumps(sorted(set(eligible)), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(listed.encode()).hexdigest()


def draw(
    eligible: Sequence[str], *, n: int, n_reserves: int, purpose: str, secret: str, witness: str, committed: str
) -> Minutes:
    """Draw ``n`` people and then reserves.

    Everybody gets the number ``HMAC-SHA256(secret, purpose, witness, list, id)``; the smallest are drawn. The office is
    bound by its commitment before the witness speaks, and the witness does not know the secret, so neither can choose.

    Parameters
    ----------
    eligible : ids; doubles count once, their order means nothing
    witness : what the witness said or drew after the commitment was published (never empty)
    committed : the commitment as published

    Raises
    ------
    InputError
        ``draw.other_secret`` where the secret is not the one committed to; ``draw.no_witness``; ``draw.too_few``
        (eligible, wanted).

    References
    ----------
    Blum (1983), "Coin flipping by telephone", doi:10.1145/1008908.1008911 (commit, then reveal).
    """
    if not hmac.compare_digest(commitment(secret), committed):
        raise InputError("draw.other_secret")
    if not witness.strip():
        raise InputError("draw.no_witness")
    people = sorted(set(eligible))
    if n < 1 or n_reserves < 0 or len(people) < n + n_reserves:
        raise InputError("draw.too_few", eligible=len(people), wanted=n + n_reserves)
    listed = digest(people)
    order = sorted(people, key=lambda person: _number(secret, purpose, witness, listed, person))
    drawn, reserves = tuple(order[:n]), tuple(order[n : n + n_reserves])
    return Minutes(purpose, committed, secret, witness, tuple(people), listed, drawn, reserves)


def is_true(minutes: Minutes) -> bool:
    """Whether the minutes agree with themselves: anybody repeats the draw from what they say."""
    try:
        again = draw(
            minutes.eligible,
            n=len(minutes.drawn),
            n_reserves=len(minutes.reserves),
            purpose=minutes.purpose,
            secret=minutes.secret,
            witness=minutes.witness,
            committed=minutes.commitment,
        )
    except InputError:
        return False
    return again == minutes


def _number(secret: str, *parts: str) -> bytes:
    message = json.dumps(parts, ensure_ascii=False).encode()
    return hmac.new(secret.encode(), message, hashlib.sha256).digest()
