"""The track record of density: worlds with and without related fields, a slow reference, little data."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.measuring.entering import Setting, entering
from jialing.errors import InputError
from jialing.measure import TrackRecord, specialisation, track_record
from jialing.measure.at_risk import Cells, cells_at_risk
from jialing.measure.logistic import logistic
from jialing.measure.track_record import _in_order

NULL = entering(Setting(), seed=1)


def _record(counts: np.ndarray, seed: int = 0) -> TrackRecord:
    return track_record(counts, reference=None, seed=seed, floor=3)


def _slow_entries(counts: np.ndarray, floor: float) -> dict[tuple[int, int, int], bool]:
    spec = np.stack([specialisation(counts[:, :, p]) for p in range(counts.shape[2])], axis=2)
    found = {}
    for t in range(1, counts.shape[2] - 2):
        for r, i in np.ndindex(counts.shape[:2]):
            if spec[r, i, t - 1] < 0.5 and spec[r, i, t] < 0.5:
                later = all(spec[r, i, s] >= 1 and counts[r, i, s] >= floor for s in (t + 1, t + 2))
                found[t, r, i] = later
    return found


def test_cells_at_risk_are_those_under_a_half_in_two_periods() -> None:
    counts = entering(Setting(regions=6, fields=12, periods=6, works=100), seed=2) + 1
    cells = cells_at_risk(counts, reference=None, floor=3)
    keys = zip(cells.period.tolist(), cells.region.tolist(), cells.field.tolist(), strict=True)
    assert dict(zip(keys, cells.entered.tolist(), strict=True)) == _slow_entries(counts, 3)


def test_area_within_regions_is_the_share_of_pairs_in_order() -> None:
    rng = np.random.default_rng(0)
    n = 60
    region, period = rng.integers(0, 4, n), rng.integers(1, 3, n)
    entered, scores = rng.random(n) < 0.3, rng.integers(0, 5, n).astype(float)
    cells = Cells(period, region, np.arange(n), np.zeros((n, 1)), np.zeros(n), entered)
    expected = np.zeros((4, 2))
    for a in range(n):
        for b in range(n):
            if (region[a], period[a]) == (region[b], period[b]) and entered[a] and not entered[b]:
                expected[region[a]] += (scores[a] > scores[b]) + 0.5 * (scores[a] == scores[b]), 1
    np.testing.assert_allclose(_in_order(cells, scores), expected)


def test_logistic_finds_the_slopes_that_made_the_outcomes() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(40_000, 2))
    outcome = rng.random(40_000) < 1 / (1 + np.exp(-(x @ [1.0, -0.5] - 2)))
    found = logistic(x, outcome)
    np.testing.assert_allclose([*found.slopes / found.spread, found.level], [1.0, -0.5, -2.0], atol=0.06)


def test_logistic_is_finite_where_a_feature_decides_everything() -> None:
    x = np.linspace(-1, 1, 50)[:, None]
    assert np.isfinite(logistic(x, x[:, 0] > 0).slopes).all()


def test_density_adds_nothing_where_nothing_is_related() -> None:
    assert _record(NULL).verdict in ("no_evidence", "adds_nothing")


def test_density_adds_where_fields_are_related() -> None:
    found = _record(entering(Setting(regions=80, strength=0.4), seed=3))
    assert (found.verdict, found.gain.low > 0, found.lift_top10 > 1) == ("adds", True, True)


def test_track_record_is_calibrated_out_of_time() -> None:
    found = _record(entering(Setting(regions=60), seed=4))
    foretold = sum(chance * n for chance, _, n in found.calibration)
    assert (foretold, sum(n for *_, n in found.calibration)) == (
        pytest.approx(found.n_entries, rel=0.35),
        found.n_at_risk,
    )


def test_track_record_does_not_depend_on_the_order_of_fields() -> None:
    one = _record(NULL)
    other = _record(NULL[:, np.random.default_rng(0).permutation(NULL.shape[1])])
    assert (other.auc_base, other.auc_with) == (pytest.approx(one.auc_base), pytest.approx(one.auc_with))


def test_track_record_of_a_reference_that_is_the_whole_is_the_same() -> None:
    given = track_record(NULL, reference=NULL.sum(axis=0), seed=0, floor=3)
    assert (given.auc_with, given.n_entries) == (pytest.approx(_record(NULL).auc_with), _record(NULL).n_entries)


def test_same_seed_gives_the_same_interval() -> None:
    assert _record(NULL, seed=5) == _record(NULL, seed=5)


@pytest.mark.parametrize(
    "counts", [NULL[:, :, :3], NULL[:, :, :5], NULL[:4], NULL[:1], NULL[:, :1], np.zeros_like(NULL)]
)
def test_too_little_has_no_track_record(counts: np.ndarray) -> None:
    found = _record(counts)
    assert (found.verdict, np.isnan(found.auc_with), found.gain.is_known) == ("too_few", True, False)


def test_nothing_known_has_no_track_record() -> None:
    unknown = np.full((6, 8, 7), np.nan)
    assert track_record(unknown, reference=np.ones((8, 7)), seed=0, floor=1).verdict == "too_few"


def test_track_record_refuses_a_single_matrix() -> None:
    with pytest.raises(InputError, match=r"track_record\.periods"):
        _record(NULL[:, :, 0])


def test_track_record_refuses_a_reference_that_does_not_fit() -> None:
    with pytest.raises(InputError, match=r"counts\.shapes"):
        track_record(NULL, reference=np.ones((3, 3)), seed=0, floor=1)
