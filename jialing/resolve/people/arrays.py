"""Names for the arrays that this room passes around."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Observe = Callable[[Ints, Ints], Mapping[str, Floats]]
"""For pairs of strands (two arrays of strand numbers): feature -> amounts, (pairs,)."""
Proposal = tuple[Ints, Ints, int]
"""Strands, a key for each, and with how many that follow in its key each strand is to be compared."""
