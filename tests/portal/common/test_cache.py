from jialing.portal.common.cache import PartCache


def test_cache_makes_a_part_once() -> None:
    cache, made = PartCache(100), []
    for _ in range(3):
        cache.get_or_make("a", lambda: made.append(1) or b"part")  # type: ignore[func-returns-value]
    assert made == [1]


def test_cache_forgets_the_least_recently_used() -> None:
    cache, made = PartCache(10), []
    for key in ("a", "b", "a", "c", "a", "b"):
        cache.get_or_make(key, lambda key=key: made.append(key) or b"12345")  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]


def test_cache_returns_a_part_larger_than_itself() -> None:
    assert PartCache(2).get_or_make("a", lambda: b"12345") == b"12345"
