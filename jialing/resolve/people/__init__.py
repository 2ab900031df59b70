"""Who is who: authorships that are one person's, with reasons. Pure, like the room around it."""

from jialing.resolve.people.disambiguate import People, disambiguate
from jialing.resolve.people.names import block_of
from jialing.resolve.people.scene import Bylines, Verdict

__all__ = ["Bylines", "People", "Verdict", "block_of", "disambiguate"]
