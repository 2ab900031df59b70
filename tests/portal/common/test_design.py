import re
from pathlib import Path

import pytest
from django.conf import settings

from jialing.figures import THEMES

CSS = Path(settings.HERE / "static" / "common" / "portal.css").read_text(encoding="utf-8")
SHARED = ("paper", "surface", "ink", "quiet", "line", "river", "hill")


@pytest.mark.parametrize("name", SHARED)
def test_page_and_picture_share_their_colours(name: str) -> None:
    light, dark = re.findall(rf"--{name}: light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)", CSS)[0]
    assert (light, dark) == (getattr(THEMES["light"], name), getattr(THEMES["dark"], name))


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "quiet", "river", "hill"])
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_text_can_be_read_on_every_ground(theme: str, name: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: contrast of at least 4.5 to 1."""
    found = sorted(_luminance(getattr(THEMES[theme], n)) for n in (name, ground))
    assert (found[1] + 0.05) / (found[0] + 0.05) >= 4.5


def test_style_sheet_fetches_nothing() -> None:
    assert re.findall(r"url\(|@import|@font-face", CSS) == []
