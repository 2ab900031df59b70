"""Trains the resolver from a registry's own names: strings are written whose truth is known, and weighed. No label is
needed."""

from jialing.training.labels import read_labels
from jialing.training.registry import Registry, read_registry
from jialing.training.store import write_model
from jialing.training.trainer import Trained, train
from jialing.training.writing.strings import Labelled

__all__ = ["Labelled", "Registry", "Trained", "read_labels", "read_registry", "train", "write_model"]
