"""What is asked for."""

from grafmint import promql
from grafmint.kit import red, traffic

from .asked import exprs, legends

SHOP = red.Requests(scope=promql.scope(job="shop"))
WINDOW = "[$__rate_interval]"


def test_requests_are_told_apart_by_as_many_labels_as_are_given() -> None:
    """Each combination is a line that is called by its values."""
    two = traffic.patterns(SHOP, by=("method", "handler"))
    assert exprs(two) == [f'sum by (method, handler) (rate(http_requests_total{{job="shop"}}{WINDOW}))']
    assert (legends(two), two.unit) == (["{{method}} {{handler}}"], "reqps")
    assert str(two.description).startswith("Requests by method and handler.")
    one = traffic.patterns(SHOP, by=("handler",), title="Request rate")
    assert (one.title, legends(one)) == ("Request rate", ["{{handler}}"])
