"""Every service gets the same board."""

from collections.abc import Iterator

from dashboards.http import http_service
from dashboards.services import Service
from dashboards.settings import Values
from grafmint import Dashboard, Env, above, resources

FLEET = [
    Service(name="checkout", team="payments", runbook_url="https://runbooks.example/checkout", availability=99.95),
    Service(name="search", team="discovery", runbook_url="https://runbooks.example/search", slow=0.2),
]


@resources
def fleet(env: Env[Values]) -> Iterator[Dashboard]:
    errors = above(warning=env.values.error_ratio / 5, critical=env.values.error_ratio)
    for service in FLEET:
        yield http_service(service, errors=errors)
