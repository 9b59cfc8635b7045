"""The names of series by the format of their query."""

import pytest

from grafmint.data.legend import series_name
from tests.deadline import deadline


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("{{job}}", "api"), ("{{ job }}/{{ pod }}!", "api/x!"),
        ("{{no}}", ""), ("{{ job", "{{ job"), ("job}}", "job}}"),
        ("{{job}} {{ pod", "api {{ pod"), ("all", "all"), ("__auto", ""), ("", 'up{job="api", pod="x"}'),
    ],
)  # fmt: skip
def test_labels_stand_in_double_braces(form: str, name: str) -> None:
    """What is not closed is text."""
    assert series_name(form, {"__name__": "up", "job": "api", "pod": "x"}, "up") == name


@pytest.mark.parametrize("part", ["{{ a", "{{", "{{ ", "{{a\n", "}}", "{{ {"])
def test_a_long_format_is_read_at_once(part: str) -> None:
    """However many braces are opened and never closed."""
    with deadline(3):
        series_name(part * 20_000, {}, "up")
        series_name("{{" + " " * 20_000 + "\n", {}, "up")
