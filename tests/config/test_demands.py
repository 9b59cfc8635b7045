"""`[check]`: what a project asks of its dashboards and queries."""

from collections.abc import Callable

import pytest

from grafmint.config import Config
from grafmint.config.describe import describe
from grafmint.environment import Demands
from tests.config.conftest import SOUND

WHOLE = """\
[check]
max_panels = 24
panel_types = ["timeseries", "stat"]
require = ["description", "refresh", "time"]
min_range = "5m"
min_rate_window = "1m"
high_cardinality = ["user_id"]
long_term = ["archive"]
metricsql = ["metrics"]
"""


def test_nothing_is_asked_without_it(sound: Callable[[str], Config]) -> None:
    """Grafana's own rules are enough for most."""
    assert sound("").environments["prod"].demands == Demands()


def test_every_environment_has_it(sound: Callable[[str], Config]) -> None:
    """As it is written, and described with its lines."""
    config = sound(f'[env.dev]\ndirectory = "out"\n{WHOLE}')
    expected = Demands(
        max_panels=24,
        panel_types=("timeseries", "stat"),
        require=("description", "refresh", "time"),
        min_range="5m",
        min_rate_window="1m",
        high_cardinality=("user_id",),
        long_term=("archive",),
        metricsql=("metrics",),
    )
    assert [one.demands for one in config.environments.values()] == [expected, expected]
    found = {one.key: (one.value, one.place and one.place.line) for one in describe(config.environments["dev"])}
    assert found["project.check.max_panels"] == ("24", 9)
    assert found["project.check.long_term"] == ('["archive"]', 15)
    assert not any(one.key.startswith("project.check") for one in describe(sound("").environments["prod"]))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("max_panels = 0", "7:1 bad-value: check.max_panels is 0, not a number above 0"),
        (
            'min_range = "5 m"',
            '7:1 bad-value: check.min_range is \'5 m\', not a length of time (write it as "5m" or "1h")',
        ),
        (
            'min_rate_window = "soon"',
            '7:1 bad-value: check.min_rate_window is \'soon\', not a length of time (write it as "1m" or "90s")',
        ),
        (
            'require = ["time", "descriptions"]',
            (
                "7:20 bad-value: check.require[1] is 'descriptions', which no dashboard can be required to say "
                "(did you mean 'description'?)"
            ),
        ),
        (
            'require = "time"',
            '7:1 wrong-type: check.require is a string, not a list of strings (write require = ["…"])',
        ),
        (
            "max_panel = 3",
            "7:1 unknown-key: check.max_panel is not a key of grafmint.toml (did you mean 'max_panels'?)",
        ),
    ],
)
def test_what_is_wrong_is_told_with_the_way_out(problems: Callable[[str], list[str]], line: str, fault: str) -> None:
    """One finding at the line, and no other one beside it."""
    assert problems(f"{SOUND}[check]\n{line}\n") == [fault]
