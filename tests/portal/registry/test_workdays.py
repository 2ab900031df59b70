"""Working days of the State Council's calendar."""

from __future__ import annotations

from datetime import date

import pytest

from jialing.portal.registry.rules.workdays import after_workdays, calendars, is_workday, workdays_between


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2023, 1, 28), True),  # a Saturday made up for the Spring Festival
        (date(2023, 1, 27), False),
        (date(2023, 10, 6), False),
        (date(2023, 10, 7), True),
        (date(2022, 12, 31), False),
        (date(2024, 2, 18), True),
        (date(2025, 9, 28), True),
        (date(2026, 2, 28), True),
    ],
)
def test_calendar_knows_holidays_and_days_made_up(day: date, works: bool) -> None:
    assert is_workday(day, calendars()) is works


def test_deadline_over_the_spring_festival_counts_the_days_made_up() -> None:
    assert after_workdays(date(2023, 1, 20), 3).on == date(2023, 1, 30)


def test_deadline_in_a_year_without_notice_says_so() -> None:
    deadline = after_workdays(date(2026, 12, 30), 5)
    assert (deadline.on, deadline.unknown_years) == (date(2027, 1, 6), (2027,))


def test_deadline_in_known_years_is_known() -> None:
    assert after_workdays(date(2023, 12, 28), 4).is_known


def test_workdays_between_are_those_of_the_deadline() -> None:
    start = date(2023, 4, 20)
    assert workdays_between(start, after_workdays(start, 10).on) == 10


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_days_made_up_lie_on_weekends(year: int) -> None:
    assert [day for day in calendars()[year].on if day.weekday() < 5] == []
