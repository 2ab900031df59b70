"""Numbers from tables: Narwhals expressions in, unexecuted expressions out; arrays in, arrays out."""

from jialing.measure.author_order import author_order
from jialing.measure.collaboration import collab_orgs, collab_places
from jialing.measure.coverage import coverage, coverage_circles
from jialing.measure.leadership import leadership
from jialing.measure.linked import belt_and_road_countries, circle_members
from jialing.measure.output import output_circles, output_countries, output_orgs, output_places
from jialing.measure.partners import circle_partners
from jialing.measure.steps import INPUTS, STEPS, Step, measured
from jialing.measure.strength import association_strength, jaccard, salton, specialisation

__all__ = [
    "INPUTS",
    "STEPS",
    "Step",
    "association_strength",
    "author_order",
    "belt_and_road_countries",
    "circle_members",
    "circle_partners",
    "collab_orgs",
    "collab_places",
    "coverage",
    "coverage_circles",
    "jaccard",
    "leadership",
    "measured",
    "output_circles",
    "output_countries",
    "output_orgs",
    "output_places",
    "salton",
    "specialisation",
]
