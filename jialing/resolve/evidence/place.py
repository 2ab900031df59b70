"""Whether the places in the string are where the organisation is."""

from __future__ import annotations

from jialing.resolve.scene import Candidate, Scene

WEIGHTS: dict[str, float] = {
    "place.city": 0.7,
    "place.country": 0.8,
    "place.division": 0.3,
    "place.elsewhere": -1.2,
    "place.none": 0.8,
    "place.other_city": -0.2,
    "place.other_country": -2.0,
}


def observe(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    reading = scene.reading
    if not reading.places:
        features["place.none"] = 1.0
        return
    city, division, country, implied = scene.agreement(candidate.organisation)
    if city:
        features["place.city"] = 1.0
    elif reading.says_city:
        features["place.other_city"] = 1.0
    if division:
        features["place.division"] = 1.0
    if country:
        features["place.country"] = 1.0
    elif reading.says_country:
        features["place.other_country"] = 1.0
    elif reading.says_city and not implied:
        features["place.elsewhere"] = 1.0
