"""What a system cannot say is refused at the value that says it."""

from collections.abc import Callable

import pytest

from alerting.alarm import Shown, warning
from alerting.promises import Promise
from dashboards.application import Requests
from grafmint import Folder, above
from grafmint.errors import ModelError
from grafmint.kit import red
from grafmint.slo import SIMPLE
from systems.identity import Identity
from systems.system import System

_NAMES = Identity(title="Shop", tag="shop", prefix="shop", runbooks="https://runbooks.shop.example")
_SLOW = Shown("Durations", above(warning=1), (warning("Slow"),))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: System(identity=_NAMES, boards=(), severities=()), "'Shop' tells nobody of its alerts; give it"),
        (
            lambda: Promise(requests=red.Requests(), window="28d", burn=SIMPLE, folder=Folder(uid="f", title="F")),
            "nothing is promised; give it an objective, a bound, or both",
        ),
        (
            lambda: Requests(requests=red.Requests(quantiles=(0.5, 0.99)), latency=_SLOW),
            "'Durations': its alerts are about p95, which it does not draw; write 0.95 among the quantiles",
        ),
    ],
)
def test_what_cannot_be_is_refused_where_it_is_written(make: Callable[[], object], words: str) -> None:
    """With the line of the value, and the way out."""
    with pytest.raises(ModelError, match=words) as caught:
        make()
    assert caught.value.place is not None
    assert caught.value.place.file == __file__


def test_a_graph_without_alerts_shows_any_quantiles() -> None:
    """Nothing is judged there."""
    requests = red.Requests(quantiles=(0.5, 0.99))
    assert Requests(requests=requests, latency=Shown("Durations", above(warning=1))).requests == requests
