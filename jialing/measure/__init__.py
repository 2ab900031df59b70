"""Numbers from tables: Narwhals expressions in, unexecuted expressions out; arrays in, arrays out."""

from jialing.measure.author_order import author_order
from jialing.measure.changes import entries, exits
from jialing.measure.collaboration import collab_orgs, collab_places
from jialing.measure.complementarity import added_density, complementarity
from jialing.measure.complexity import Complexity, complexity, fitness_complexity, reflections
from jialing.measure.coverage import coverage, coverage_circles
from jialing.measure.density import relatedness_density
from jialing.measure.diversity import gini, herfindahl, rarefied, shannon
from jialing.measure.leadership import leadership
from jialing.measure.linked import belt_and_road_countries, circle_members
from jialing.measure.matrix import Presence
from jialing.measure.null_models import Expected, expected_ties
from jialing.measure.output import inside_places, output_circles, output_countries, output_orgs, output_places
from jialing.measure.partners import circle_partners
from jialing.measure.proximity import cooccurrence, proximity, proximity_blocks, relatedness
from jialing.measure.specialisation import presence, specialisation
from jialing.measure.steps import INPUTS, STEPS, Step, measured
from jialing.measure.strength import association_strength, jaccard, salton

__all__ = [
    "INPUTS",
    "STEPS",
    "Complexity",
    "Expected",
    "Presence",
    "Step",
    "added_density",
    "association_strength",
    "author_order",
    "belt_and_road_countries",
    "circle_members",
    "circle_partners",
    "collab_orgs",
    "collab_places",
    "complementarity",
    "complexity",
    "cooccurrence",
    "coverage",
    "coverage_circles",
    "entries",
    "exits",
    "expected_ties",
    "fitness_complexity",
    "gini",
    "herfindahl",
    "inside_places",
    "jaccard",
    "leadership",
    "measured",
    "output_circles",
    "output_countries",
    "output_orgs",
    "output_places",
    "presence",
    "proximity",
    "proximity_blocks",
    "rarefied",
    "reflections",
    "relatedness",
    "relatedness_density",
    "salton",
    "shannon",
    "specialisation",
]
