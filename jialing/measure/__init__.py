"""Numbers from tables: Narwhals expressions in, unexecuted expressions out; arrays in, arrays out."""

from jialing.measure.agreement import Agreement, agreement
from jialing.measure.author_order import author_order
from jialing.measure.calibration import Calibration, calibration, redrawn_scores
from jialing.measure.changes import entries, exits
from jialing.measure.collaboration import collab_orgs, collab_places
from jialing.measure.complementarity import added_density, complementarity
from jialing.measure.complexity import Complexity, complexity, fitness_complexity, reflections
from jialing.measure.conflicts import NOBODY, Conflicts, Evidence, Joint, Rules, conflicts
from jialing.measure.coverage import coverage, coverage_circles
from jialing.measure.critical_mass import LEAST_GROUPS, SURE, CriticalMass, Pooled, critical_mass
from jialing.measure.density import relatedness_density
from jialing.measure.diversity import gini, herfindahl, rarefied, shannon
from jialing.measure.effect import Compared, Effect, effect
from jialing.measure.excess import (
    Excess,
    Pairs,
    Ties,
    discoveries,
    expected_joint,
    joint_excess,
    tie_level,
    with_placebo,
)
from jialing.measure.graph import backbone, betweenness, constraint
from jialing.measure.layout import Choice, Layout, locate
from jialing.measure.leadership import leadership
from jialing.measure.linked import belt_and_road_countries, circle_members
from jialing.measure.matrix import Presence
from jialing.measure.mixed_model import Reviews, reviews
from jialing.measure.moves import FALSE_SHARES, TOLERATED, Flow, Move, Stay, flow, moves
from jialing.measure.null_models import Expected, expected_ties
from jialing.measure.output import inside_places, output_circles, output_countries, output_orgs, output_places
from jialing.measure.partners import circle_partners
from jialing.measure.proximity import cooccurrence, proximity, proximity_blocks, relatedness
from jialing.measure.resampling import Draws, Interval, bootstrap, bootstrap_places
from jialing.measure.researchers import researcher_circles, researcher_places, top_works
from jialing.measure.review_flags import Bounds, Flag, outlier_flags, text_flags
from jialing.measure.specialisation import presence, specialisation
from jialing.measure.stability import RANKED_FROM, is_ranked, overturned_by, rank_stability, survives
from jialing.measure.steps import INPUTS, PUBLISHED, STEPS, Step, made_from, measured
from jialing.measure.strength import association_strength, jaccard, salton
from jialing.measure.track_record import MIN_ENTRIES, MIN_PERIODS, MIN_REGIONS, TrackRecord, track_record
from jialing.measure.union import density_around, effort, union_density

__all__ = [
    "FALSE_SHARES",
    "INPUTS",
    "LEAST_GROUPS",
    "MIN_ENTRIES",
    "MIN_PERIODS",
    "MIN_REGIONS",
    "NOBODY",
    "PUBLISHED",
    "RANKED_FROM",
    "STEPS",
    "SURE",
    "TOLERATED",
    "Agreement",
    "Bounds",
    "Calibration",
    "Choice",
    "Compared",
    "Complexity",
    "Conflicts",
    "CriticalMass",
    "Draws",
    "Effect",
    "Evidence",
    "Excess",
    "Expected",
    "Flag",
    "Flow",
    "Interval",
    "Joint",
    "Layout",
    "Move",
    "Pairs",
    "Pooled",
    "Presence",
    "Reviews",
    "Rules",
    "Stay",
    "Step",
    "Ties",
    "TrackRecord",
    "added_density",
    "agreement",
    "association_strength",
    "author_order",
    "backbone",
    "belt_and_road_countries",
    "betweenness",
    "bootstrap",
    "bootstrap_places",
    "calibration",
    "circle_members",
    "circle_partners",
    "collab_orgs",
    "collab_places",
    "complementarity",
    "complexity",
    "conflicts",
    "constraint",
    "cooccurrence",
    "coverage",
    "coverage_circles",
    "critical_mass",
    "density_around",
    "discoveries",
    "effect",
    "effort",
    "entries",
    "exits",
    "expected_joint",
    "expected_ties",
    "fitness_complexity",
    "flow",
    "gini",
    "herfindahl",
    "inside_places",
    "is_ranked",
    "jaccard",
    "joint_excess",
    "leadership",
    "locate",
    "made_from",
    "measured",
    "moves",
    "outlier_flags",
    "output_circles",
    "output_countries",
    "output_orgs",
    "output_places",
    "overturned_by",
    "presence",
    "proximity",
    "proximity_blocks",
    "rank_stability",
    "rarefied",
    "redrawn_scores",
    "reflections",
    "relatedness",
    "relatedness_density",
    "researcher_circles",
    "researcher_places",
    "reviews",
    "salton",
    "shannon",
    "specialisation",
    "survives",
    "text_flags",
    "tie_level",
    "top_works",
    "track_record",
    "union_density",
    "with_placebo",
]
