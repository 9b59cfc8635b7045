"""Mute timings: what Alertmanager takes for a time, and nothing else."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from grafmint import MuteTiming
from grafmint.alerting import TimeInterval, TimeRange
from grafmint.errors import ModelError
from grafmint.model.alerting import zone
from tests.fake_context import written

Refuse = Callable[..., ModelError]

RIGHT: list[dict[str, Any]] = [
    {"weekdays": "monday"},
    {"weekdays": ["monday:friday", "Sunday"]},
    {"weekdays": "sunday:saturday"},
    {"days_of_month": ["1", "1:7", "-7:-1", "-1", "1:-1", "27:-1", "31"]},
    {"months": ["january", "1:3", "may:August", "12"]},
    {"years": ["2026", "2026:2028"]},
    {"times": TimeRange(start="00:00", end="24:00"), "location": "Europe/Berlin"},
]
BERLIN = "Europe/Berlin"
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({}, "TimeInterval says no time", 'write weekdays="monday:friday", times=TimeRange(…) …'),
    ({"weekdays": "mondey"}, "TimeInterval: weekdays: 'mondey' is no weekday", "did you mean 'monday'?"),
    ({"weekdays": "monday:"}, "TimeInterval: weekdays: 'monday:' is no weekday", "allowed: friday, monday"),
    ({"weekdays": "1"}, "TimeInterval: weekdays: '1' is no weekday", "allowed: friday, monday"),
    (
        {"weekdays": "friday:monday"},
        "TimeInterval: weekdays: 'friday:monday' ends before it begins",
        "the week begins on Sunday: write two spans, ['friday:saturday', 'sunday:monday']",
    ),
    (
        {"weekdays": "saturday:sunday"},
        "TimeInterval: weekdays: 'saturday:sunday' ends before it begins",
        "write two spans, ['saturday', 'sunday']",
    ),
    ({"weekdays": "mon-fri"}, "TimeInterval: weekdays: 'mon-fri' is no weekday", 'write "monday:friday"'),
    ({"weekdays": "Mon to Fri"}, "TimeInterval: weekdays: 'Mon to Fri' is no weekday", 'write "monday:friday"'),
    ({"weekdays": "mon:fri"}, "TimeInterval: weekdays: 'mon:fri' is no weekday", 'write "monday:friday"'),
    (
        {"weekdays": "fri-mon"},
        "TimeInterval: weekdays: 'fri-mon' is no weekday",
        "['friday:saturday', 'sunday:monday']",
    ),
    ({"weekdays": "s-t"}, "TimeInterval: weekdays: 's-t' is no weekday", "allowed: friday, monday"),
    ({"months": "jan-mar"}, "TimeInterval: months: 'jan-mar' is no month", 'write "january:march"'),
    ({"months": "1-13"}, "TimeInterval: months: '1-13' is no month", "allowed: april, august"),
    ({"days_of_month": "1-15"}, "TimeInterval: days_of_month: '1-15' is no day of a month", 'write "1:15"'),
    ({"days_of_month": "0"}, "TimeInterval: days_of_month: '0' is no day of a month", "write a number from 1 to 31"),
    ({"days_of_month": "32"}, "TimeInterval: days_of_month: '32' is no day of a month", "from 1 to 31"),
    ({"days_of_month": "-32"}, "TimeInterval: days_of_month: '-32' is no day of a month", "from 1 to 31"),
    ({"days_of_month": "-1:5"}, "TimeInterval: days_of_month: '-1:5' ends before it begins", "turn it round"),
    ({"days_of_month": "28:-1"}, "TimeInterval: days_of_month: '28:-1' ends before it begins", "turn it round"),
    ({"months": "febuary"}, "TimeInterval: months: 'febuary' is no month", "did you mean 'february'?"),
    ({"months": "13"}, "TimeInterval: months: '13' is no month", "allowed: april, august"),
    ({"months": "december:january"}, "TimeInterval: months: 'december:january' ends before it begins", "turn it"),
    ({"years": "2028:2026"}, "TimeInterval: years: '2028:2026' ends before it begins", "turn it round"),
    ({"years": "next"}, "TimeInterval: years: 'next' is no year", "write a number from 1970 to 9999"),
    (
        {"years": "2026", "location": "Europe/Berln"},
        "TimeInterval: location='Europe/Berln' is no time zone",
        "did you mean 'Europe/Berlin'?",
    ),
    ({"years": "2026", "location": "Europe"}, "TimeInterval: location='Europe' is no time zone", "did you mean"),
    ({"years": "2026", "location": ""}, "TimeInterval: location='' is no time zone", "region and city"),
]


@pytest.mark.parametrize("options", RIGHT)
def test_what_is_a_time(options: dict[str, Any]) -> None:
    """One or several of each; names in any case."""
    assert set(written(TimeInterval(**options))) == set(options)


@pytest.mark.parametrize(("options", "message", "hint"), WRONG)
def test_what_is_none(refuse: Refuse, options: dict[str, Any], message: str, hint: str) -> None:
    """Each says which option, which part of it, and what to write."""
    error = refuse(TimeInterval, **options)
    assert error.message == message
    assert hint in (error.hint or "")


@pytest.mark.parametrize(
    ("start", "end"), [("9:00", "17:00"), ("09:00", "25:00"), ("09:60", "17:00"), ("09.00", "17.00")]
)
def test_what_is_no_time_of_a_day(refuse: Refuse, start: str, end: str) -> None:
    """Two digits, a colon, two digits."""
    error = refuse(TimeRange, start=start, end=end)
    assert "is no time of a day" in error.message
    assert error.hint == 'write it as "09:00"'


@pytest.mark.parametrize(("start", "end"), [("17:00", "09:00"), ("09:00", "09:00"), ("24:00", "24:00")])
def test_a_range_ends_on_its_day(refuse: Refuse, start: str, end: str) -> None:
    """The hint leads over midnight."""
    error = refuse(TimeRange, start=start, end=end)
    assert error.message == f"TimeRange: {end} is not after {start}"
    assert "maintenance(…)" in (error.hint or "")


def test_a_mute_timing_is_written_as_grafana_keeps_it() -> None:
    """Only what is given, under the API's names."""
    interval = TimeInterval(
        times=TimeRange(start="09:00", end="17:00"), weekdays="monday:friday", days_of_month="-1", location=BERLIN
    )
    assert written(MuteTiming(name="nights", time_intervals=interval)) == {
        "name": "nights",
        "time_intervals": [
            {
                "times": [{"start_time": "09:00", "end_time": "17:00"}],
                "weekdays": ["monday:friday"],
                "days_of_month": ["-1"],
                "location": BERLIN,
            }
        ],
    }


@pytest.mark.parametrize("options", [{}, {"location": "UTC"}, {"location": "Etc/UTC"}])
def test_utc_is_not_written(options: dict[str, Any]) -> None:
    """It is what leaving the zone out means everywhere, and older servers refuse every zone."""
    assert written(TimeInterval(years="2026", **options)) == {"years": ["2026"]}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"name": "", "time_intervals": TimeInterval(years="2026")}, "MuteTiming: the name is empty"),
        ({"name": "a", "time_intervals": []}, "MuteTiming 'a' has no time intervals"),
    ],
)
def test_what_a_mute_timing_refuses(refuse: Refuse, options: dict[str, Any], message: str) -> None:
    """It has a name and a time."""
    assert refuse(MuteTiming, **options).message == message


def test_a_machine_without_time_zones_believes_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be looked up is left to the server."""
    monkeypatch.setattr(zone, "available_timezones", set)
    assert TimeInterval(years="2026", location="Europe/Nowhere").location == "Europe/Nowhere"


#: An interval without a time and one without a name of a zone mean something to Alertmanager; it counts no months.
JUDGED = [options for options, *_ in WRONG if options and options not in ({"months": "13"}, WRONG[-1][0])]


@pytest.mark.parametrize(
    ("options", "is_right"), [*((each, True) for each in RIGHT), *((each, False) for each in JUDGED)]
)
def test_alertmanager_agrees(tmp_path: Path, options: dict[str, Any], is_right: bool) -> None:
    """Its own tool takes and refuses the same."""
    amtool = shutil.which("amtool")
    if amtool is None:
        pytest.skip("no amtool")
    interval = {key: [each] if isinstance(each, str) and key != "location" else each for key, each in options.items()}
    if "times" in interval:
        interval["times"] = [written(options["times"])]
    document = {
        "route": {"receiver": "a"},
        "receivers": [{"name": "a"}],
        "time_intervals": [{"name": "t", "time_intervals": [interval]}],
    }
    file = tmp_path / "alertmanager.yml"
    file.write_text(yaml.safe_dump(document), encoding="utf-8")
    result = subprocess.run(
        [amtool, "check-config", str(file)], check=False, capture_output=True, text=True, timeout=30
    )
    assert (result.returncode == 0) is is_right, result.stdout + result.stderr
