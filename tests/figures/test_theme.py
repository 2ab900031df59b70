"""Colours that people who see fewer of them can tell apart, and words that can be read on their ground."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from jialing.errors import InputError
from jialing.figures import THEMES
from jialing.figures.theme import theme_of

Array = NDArray[np.float64]

# Machado, Oliveira & Fernandes (2009), doi:10.1109/TVCG.2009.113: severity 1, on linear RGB.
SEEN = {
    "all": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
APART = 11.0
"""Smallest distance in CIE L*a*b* between two of the first six categories; 2 is just noticeable."""


def _linear(colour: str) -> Array:
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def _lab(linear: Array) -> Array:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(linear, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def _contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    light = sorted(float(np.array([0.2126, 0.7152, 0.0722]) @ _linear(c)) for c in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


@pytest.mark.parametrize("name", list(THEMES))
@pytest.mark.parametrize("eyes", list(SEEN))
def test_categories_stay_apart_for_all_eyes(name: str, eyes: str) -> None:
    seen = {c: _lab(SEEN[eyes] @ _linear(c)) for c in THEMES[name].categories[:6]}
    near = {pair: float(np.linalg.norm(seen[pair[0]] - seen[pair[1]])) for pair in combinations(seen, 2)}
    assert {pair: d for pair, d in near.items() if d < APART} == {}


@pytest.mark.parametrize("name", list(THEMES))
def test_words_can_be_read_on_their_ground(name: str) -> None:
    theme = THEMES[name]
    assert min(_contrast(theme.ink, theme.surface), _contrast(theme.quiet, theme.surface)) >= 4.5


@pytest.mark.parametrize("name", list(THEMES))
def test_ramps_run_one_way_in_lightness(name: str) -> None:
    light = [float(_lab(_linear(c))[0]) for c in THEMES[name].sequential]
    assert light in (sorted(light), sorted(light, reverse=True))


def test_unknown_theme_is_refused() -> None:
    with pytest.raises(InputError) as raised:
        theme_of("sepia")
    assert raised.value.code == "figures.unknown_theme"
