"""Finding names as people type them, in Chinese and English: what to look up, and in which order to show it.

A name becomes :class:`Forms` (normal form, sounds, initials) and *terms* (whole numbers) under which any index can file
it; a query becomes :class:`Lookups` (terms to ask for); the names found are put in order by :func:`ranked`.
"""

from jialing.match.search.folding import LONGEST, fold
from jialing.match.search.forms import Forms, forms
from jialing.match.search.lookups import Lookups, Probe, lookups
from jialing.match.search.ranking import Found, Ranked, Reason, ranked
from jialing.match.search.terms import TERMS_VERSION, kind_term, terms

__all__ = [
    "LONGEST",
    "TERMS_VERSION",
    "Forms",
    "Found",
    "Lookups",
    "Probe",
    "Ranked",
    "Reason",
    "fold",
    "forms",
    "kind_term",
    "lookups",
    "ranked",
    "terms",
]
