"""Texts as vectors: weighted terms, and positions in a latent space that both languages share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import svds

from jialing.match.expertise.words import terms, words_and_bigrams

Floats = NDArray[np.float64]
DIMENSIONS = 200


@dataclass(frozen=True)
class Vectors:
    """One row a text, each of length 1 (0 for a text without terms); columns are ``names``."""

    rows: sparse.csr_array
    names: tuple[str, ...]

    def terms_of(self, row: int) -> tuple[NDArray[np.int64], Floats]:
        """Columns and weights of one text's terms."""
        inside = slice(self.rows.indptr[row], self.rows.indptr[row + 1])
        return self.rows.indices[inside].astype(np.int64), np.asarray(self.rows.data[inside], float)


def weighted(texts: Sequence[str], *, cut: Callable[[str], tuple[str, ...]] = terms) -> Vectors:
    """TF-IDF: ``(1 + ln tf) (1 + ln ((1 + n) / (1 + df)))``, rows scaled to length 1.

    References
    ----------
    Salton & Buckley (1988), doi:10.1016/0306-4573(88)90021-0; smoothing as in scikit-learn's TfidfTransformer.
    """
    counts, names = _counts([cut(text) for text in texts])
    spread = np.diff(counts.tocsc().indptr)
    inverse = 1.0 + np.log((1.0 + len(texts)) / (1.0 + spread))
    counts.data = (1.0 + np.log(counts.data)) * inverse[counts.indices]
    return Vectors(_scaled(counts), names)


def latent(texts: Sequence[str], bilingual: Sequence[tuple[str, str]] = (), *, dimensions: int = DIMENSIONS) -> Floats:
    """(texts, dimensions): positions in the space of the largest singular vectors, of length 1 (0: nothing known).

    The space is fitted on bilingual titles, each of which is one document with the words of both languages, so words
    that stand for the same matter lie near each other whatever their language; the texts are then folded in. Texts of
    one language have no say in the space: they would set the languages apart. What no bilingual title names is lost.

    References
    ----------
    Deerwester et al. (1990), doi:10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9; Dumais, Letsche, Littman
    & Landauer (1997), AAAI Spring Symposium on Cross-Language Text and Speech Retrieval.
    """
    joined = [f"{one}\n{other}" for one, other in bilingual]
    rows = weighted([*texts, *joined], cut=words_and_bigrams).rows
    learned = rows[len(texts) :]
    rank = min(dimensions, min(learned.shape) - 1)
    if rank < 1:
        return np.zeros((len(texts), 1))
    start = np.ones(min(learned.shape))  # a fixed start: the same texts give the same space
    _, _, right = svds(learned, k=rank, v0=start)
    places = np.asarray(rows[: len(texts)] @ right.T)
    size = np.linalg.norm(places, axis=1, keepdims=True)
    scaled: Floats = np.divide(places, size, out=np.zeros_like(places), where=size > 1e-9)
    return scaled


def _counts(documents: Sequence[Sequence[str]]) -> tuple[sparse.csr_array, tuple[str, ...]]:
    column: dict[str, int] = {}
    data, at, ends = [], [], [0]
    for document in documents:
        for name, count in Counter(document).items():
            at.append(column.setdefault(name, len(column)))
            data.append(float(count))
        ends.append(len(at))
    shape = (len(documents), max(len(column), 1))
    return sparse.csr_array((np.array(data), np.array(at, np.int64), np.array(ends)), shape=shape), tuple(column)


def _scaled(rows: sparse.csr_array) -> sparse.csr_array:
    size = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.csr_array(sparse.diags_array(np.divide(1.0, size, out=np.zeros_like(size), where=size > 0)) @ rows)
