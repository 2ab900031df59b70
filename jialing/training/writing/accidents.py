"""What happens to a printed string: typing errors, lost spaces and capitals, marks, e-mails, a lost end."""

from __future__ import annotations

from random import Random

SHARES = {
    "none": 86.3, "swap": 0.6, "drop": 0.7, "double": 0.4, "wrong": 0.5, "glued": 1.3, "parted": 0.6, "capitals": 1.0,
    "lower": 0.6,
    "mark": 2.0, "mail": 0.8, "brackets": 0.8, "tab": 1.5, "stop": 2.5, "cut": 0.6, "noisy_commas": 0.8,
}  # fmt: skip
"""Percent of strings to which each happens."""


def happened(text: str, rng: Random) -> str:
    """``text`` as it was printed."""
    kind = rng.choices(list(SHARES), list(SHARES.values()))[0]
    if kind in ("swap", "drop", "double", "wrong"):
        return misspelt(text, kind, rng)
    if kind == "glued":
        return _glued(text, rng)
    if kind == "parted":
        return _parted(text, rng)
    return _framed(text, kind, rng)


def misspelt(text: str, kind: str, rng: Random) -> str:
    """One letter swapped with the next, left out, doubled or replaced, inside a word."""
    spots = [at for at in range(1, len(text) - 2) if text[at : at + 2].isalpha() and text[at - 1].isalpha()]
    if not spots:
        return text
    at = rng.choice(spots)
    new = {
        "swap": text[at + 1] + text[at],
        "drop": text[at + 1],
        "double": text[at] * 2 + text[at + 1],
        "wrong": rng.choice("aeinorst") + text[at + 1],
    }
    return text[:at] + new[kind] + text[at + 2 :]


def _glued(text: str, rng: Random) -> str:
    """A space or a comma with its space is lost."""
    spots = [at for at, c in enumerate(text) if c == " "]
    if not spots:
        return text
    at = rng.choice(spots)
    before = text[:at].removesuffix(",") if rng.random() < 0.5 else text[:at]
    return before + text[at + 1 :]


def _parted(text: str, rng: Random) -> str:
    spots = [at for at in range(3, len(text) - 3) if text[at - 3 : at + 3].isalpha()]
    at = rng.choice(spots) if spots else 0
    return text[:at] + rng.choice((" ", "- ", "-")) + text[at:] if at else text


def _framed(text: str, kind: str, rng: Random) -> str:
    if kind == "capitals":
        return text.upper()
    if kind == "lower":
        return text.lower()
    if kind == "mark":
        return f"{rng.choice(('1', '2', 'a', 'b', '*', '†', '1,2', '(1)', 'a)'))} {text}"
    if kind == "mail":
        mail = f"{rng.choice('abcdefgh')}{rng.randrange(10_000)}@mail.example"
        return text + rng.choice((". E-mail: ", ", ", " ")) + mail
    if kind == "brackets":
        return f"[{text}]"
    if kind == "tab":
        return f"{text}#TAB#"
    if kind == "stop":
        return text + rng.choice((".", ";", ",", " ."))
    if kind == "cut":
        return text[: max(12, len(text) - rng.randrange(1, 6))]
    return (
        text.replace(", ", rng.choice((" , ", ",", " ", "; ")), rng.randrange(1, 4)) if kind == "noisy_commas" else text
    )
