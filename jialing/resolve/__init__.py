"""Which string is which organisation and place. A pure room: tables and strings in, resolutions out."""

from jialing.resolve.build import build_index
from jialing.resolve.index import NameIndex
from jialing.resolve.model import MODEL, THRESHOLDS, Model, Weights, trained, written
from jialing.resolve.observing import Option, observed
from jialing.resolve.people import Bylines, People, Verdict, disambiguate, distinct_names, names_read
from jialing.resolve.resolver import resolve
from jialing.resolve.types import Hint, Reason, Resolution
from jialing.resolve.words import STATES

__all__ = [
    "MODEL",
    "STATES",
    "THRESHOLDS",
    "Bylines",
    "Hint",
    "Model",
    "NameIndex",
    "Option",
    "People",
    "Reason",
    "Resolution",
    "Verdict",
    "Weights",
    "build_index",
    "disambiguate",
    "distinct_names",
    "names_read",
    "observed",
    "resolve",
    "trained",
    "written",
]
