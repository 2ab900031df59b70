"""Whether the places in the string are where the organisation is."""

from __future__ import annotations

from jialing.resolve.scene import Candidate, Scene

WEIGHTS: dict[str, float] = {
    "place.country": 0.3,
    "place.division": 0.1,
    "place.elsewhere": -0.5,
    "place.none": -0.4,
    "place.other_city": -1.1,
    "place.other_country": -2.2,
}


def observe(candidate: Candidate, scene: Scene, features: dict[str, float]) -> None:
    reading = scene.reading
    if not reading.places:
        features["place.none"] = 1.0
        return
    city, division, country, implied = scene.agreement(candidate.organisation)
    if city:
        features["place.city"] = 1.0
    elif reading.cities:
        features["place.other_city"] = 1.0
    if division:
        features["place.division"] = 1.0
    if country:
        features["place.country"] = 1.0
    elif reading.countries:
        features["place.other_country"] = 1.0
    elif reading.implied and not implied:
        features["place.elsewhere"] = 1.0
