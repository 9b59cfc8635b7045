"""Backups: how much would be lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grafmint import promql
from grafmint.kit import backups
from grafmint.kit.look import NO_LIMIT
from grafmint.model.panel.base import FieldPanel
from grafmint.model.threshold import Thresholds, above

from .asked import exprs, legends, steps
from .tried import needs_promtool, tried

SHOP = backups.Backups(last_success="shop_backup_seconds", scope=promql.scope(env="prod"))
AGE = 'time() - max by (job) (shop_backup_seconds{env="prod"})'


def test_one_number_is_of_what_has_waited_longest() -> None:
    """A backup that works does not hide one that does not."""
    panel = backups.oldest(SHOP)
    assert exprs(panel) == [f"max({AGE})"]
    assert (panel.title, panel.unit, panel.no_value) == ("Last successful backup age", "s", "No backup found")


def test_each_backup_has_a_line() -> None:
    """The graph asks for what the number is the worst of, in hours: its ticks are whole ones."""
    panel = backups.ages(SHOP)
    assert (exprs(panel), legends(panel), panel.unit) == ([f"({AGE}) / 3600"], ["{{job}}"], "suffix:h")


@pytest.mark.parametrize("builder", [backups.oldest, backups.ages])
def test_limits_of_an_age_are_given_or_none(builder: Callable[..., FieldPanel]) -> None:
    """Nothing is coloured that nobody has set a limit for."""
    assert builder(SHOP).thresholds == NO_LIMIT


def test_one_limit_in_seconds_is_for_both() -> None:
    """The graph has it in hours, for its line and for an alert; a share of an axis is no time."""
    limit = above(warning=93_600, critical=180_000)
    assert steps(backups.oldest(SHOP, thresholds=limit).thresholds)[1:] == [(93_600, "orange"), (180_000, "red")]
    drawn = backups.ages(SHOP, thresholds=limit).thresholds
    assert isinstance(drawn, Thresholds)
    assert steps(drawn) == [(None, "green"), (26, "orange"), (50, "red")]
    assert (drawn.warning, drawn.critical, drawn.fires) == (26, 50, "above")
    share = above(critical=90, mode="percentage")
    assert backups.ages(SHOP, thresholds=share).thresholds == share


@needs_promtool
def test_the_age_is_that_of_the_last_success(tmp_path: Path) -> None:
    """Of two who report the same backup, the later one counts; another job has an age of its own."""
    series = {
        'shop_backup_seconds{env="prod", job="db", instance="a"}': 100,
        'shop_backup_seconds{env="prod", job="db", instance="b"}': 540,
        'shop_backup_seconds{env="prod", job="files"}': 0,
        'shop_backup_seconds{env="dev", job="db"}': 600,
    }
    tried(backups.age(SHOP), series, {'{job="db"}': 60, '{job="files"}': 600}, tmp_path)
