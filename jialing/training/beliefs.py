"""What is believed of the weights before any string is seen: signs that the meaning of a feature fixes."""

from __future__ import annotations

from jialing.resolve import written
from jialing.training.learning import Prior

DEVIATION = 2.0
"""Log-odds; wide beside the amounts of evidence, so that only rarely seen features are held back."""

UNLABELLED_KINDS = ("chinese", "hint")
"""Kinds of evidence whose starting values rest on no labels: they are the prior's means, 0 is that of all others."""

MIN_SEEN = 20
"""Options that must have a feature; the starting value of one that is rarer stays."""

AT_LEAST_ZERO = frozenset(
    (
        "place.city", "place.country", "place.division", "name.weight", "chinese.prefix_agrees", "hint.organisation",
        "hint.country", "rivals.largest", "rivals.lead", "family.repeated", "boundary.whole", "name.display",
    )
)  # fmt: skip
AT_MOST_ZERO = frozenset(
    (
        "place.elsewhere", "place.other_city", "place.other_country", "closeness.missing", "closeness.rare_words",
        "closeness.respelt", "closeness.rewritten", "closeness.pinyin", "name.bias", "name.inner", "name.light",
        "name.middling", "name.parent", "name.successor", "rivals.equal", "rivals.behind", "rivals.many",
        "boundary.body_of_name", "boundary.left_qualifier", "boundary.left_place", "boundary.right_of_place",
        "chinese.prefix_elsewhere", "chinese.prefix_other", "chinese.after_body", "hint.other_organisation",
        "hint.other_country", "body.inactive", "body.among",
    )
)  # fmt: skip


def beliefs() -> Prior:
    """The prior of every training."""
    means = {name: value for name, value in written().weights.items() if name.split(".")[0] in UNLABELLED_KINDS}
    return Prior(DEVIATION, means, AT_LEAST_ZERO, AT_MOST_ZERO)
