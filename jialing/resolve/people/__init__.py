"""Who is who: authorships that are one person's, with reasons. Pure, like the room around it."""

from jialing.resolve.people.disambiguate import People, disambiguate
from jialing.resolve.people.pool import Identified, Listed, Recorded, identified, numbered_people
from jialing.resolve.people.scene import Bylines, Verdict
from jialing.resolve.people.spellings import distinct_names, names_read

__all__ = [
    "Bylines",
    "Identified",
    "Listed",
    "People",
    "Recorded",
    "Verdict",
    "disambiguate",
    "distinct_names",
    "identified",
    "names_read",
    "numbered_people",
]
