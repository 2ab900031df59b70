"""The mix of forms: small tables of shares. They are the only numbers here that looked at real strings.

They were set by the general makeup of the tuning half of ../shared's affiliation strings (how many name a department,
a place,
two bodies; whom the label follows where a body and its parent are both named), never by a string of it.
"""

from __future__ import annotations

HELD_OUT = 0.15
"""Share of organisations that strings name and the index lacks."""

FORMS = {
    "single": 47.0,
    "borrowed": 9.0,
    "family": 7.0,
    "child": 6.0,
    "twice": 4.0,
    "school": 6.0,
    "companion": 5.0,
    "several": 2.5,
    "acronym": 3.0,
    "unlisted_part": 3.0,
    "chinese": 4.0,
    "nobody": 3.5,
}
"""Percent of strings of each form; see ``writing.strings``."""

N_UNITS = {0: 21, 1: 47, 2: 24, 3: 8}
"""Departments and the like in one string."""

UNITS_BEFORE = 0.96
"""Share of strings whose departments stand before the organisation."""

OTHER_CITY = 0.12
"""Share of addresses whose city is another one of the division: a campus, a suburb, the registered seat elsewhere."""

CITY_IN_NAME = 0.02
"""Share of strings where the city follows the name without a comma."""

FOOTNOTES = 0.03
"""Share of strings where the number of a footnote follows the name."""

FOLLOWS_PARENT = {"education": 0.87, "government": 0.42, "facility": 0.5, "healthcare": 0.4}
"""How often the label is the parent, by its type, where a body and its parent are both named; others 0.3."""

FOLLOWS_UNNAMED_PARENT = 0.05
"""How often the label is the university of which a listed part is named alone."""

FOLLOWS_INNER_PARENT = 0.36
"""The same where that part is a hospital whose own name has the university's in it."""

FOLLOWS_OWNER = 0.47
"""How often the label of an unlisted hospital 'of X University' is the university; else it is in no table."""

FOLLOWS_HOSPITAL = 0.8
"""How often the label is the hospital where it stands beside the medical school of a university."""

MISLABELLED = 0.03
"""Share of labels that name a relative or a neighbour instead, as people's and publishers' labels do."""

FOLLOWS_TEACHING = 0.84
"""How often the label is the university where another body is named beside it."""

JOINTS = {", ": 92, " ": 2, "; ": 2, " - ": 1.5, ". ": 1, ",": 1.5, " , ": 1}
"""What stands between the parts of a string."""

SEVERAL_JOINTS = {"; ": 40, " and ": 30, " / ": 8, " & ": 8, "/": 4, " + ": 2, " | ": 2, "; and ": 3, ", and ": 3}
"""What stands between several organisations that are all meant."""

NOBODIES = {
    "units": 22, "person": 6, "address": 8, "generic": 14, "look_alike": 22, "company": 16, "letters": 8, "nothing": 4,
}  # fmt: skip
"""Percent of the strings that name no listed organisation."""
