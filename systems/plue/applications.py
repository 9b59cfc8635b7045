"""The applications of Plue: the API and its database, the web and the Electric service."""

from alerting.alarm import Shown, critical, warning
from dashboards.application import Endpoints, Requests
from dashboards.board import Board
from dashboards.business import Measures
from dashboards.database import Postgresql
from dashboards.measures import Judged
from dashboards.overview import Services
from grafmint import Thresholds, above
from grafmint.kit import red
from systems.plue import names
from systems.plue.names import APPLICATIONS
from systems.values import Values


def boards(values: Values) -> tuple[Board, Board]:
    """The API, and the two others, at the limits of an environment."""
    errors = above(warning=values.alert_error_rate_threshold, critical=names.CRITICAL_ERRORS)
    return _api(errors), _web_and_electric(errors)


def _api(errors: Thresholds) -> Board:
    return Board(
        uid="plu-api-performance",
        title="API Performance",
        description="Does the API answer, and fast enough? Top: now. Then: since when not. Last: its database.",
        folder=APPLICATIONS,
        tags=("application",),
        sections=(
            Requests(
                requests=names.API,
                title="Requests",
                summary="The API now",
                error_limit=errors,
                patterns=Shown("Request rate"),
                asked_by=(names.API.endpoint,),
                errors=Shown("Error rate", errors),
                latency=Shown("Response time p50 and p95"),
                quantiles=((0.99, Shown("Response time p99", names.SLOWNESS)),),
            ),
            Endpoints(requests=names.API, worst=Shown("Worst endpoints"), error_limit=errors),
            _REFUSED,
            _DATABASE,
        ),
    )


def _web_and_electric(errors: Thresholds) -> Board:
    return Board(
        uid="plu-web-and-electric-services",
        title="Web and Electric Services",
        description="Do the web and the Electric service answer? Top: now. Below: each of the two, since when not.",
        folder=APPLICATIONS,
        tags=("application",),
        sections=(
            Services(targets=names.WEB_AND_ELECTRIC, status=Shown("Services")),
            _service("Web", names.WEB, errors),
            _service("Electric", names.ELECTRIC, errors),
        ),
    )


def _service(name: str, requests: red.Requests, errors: Thresholds) -> Requests:
    return Requests(
        requests=requests,
        title=f"{name} service",
        failing=Shown(f"{name} service errors now", errors),
        throughput=Shown(f"{name} service requests"),
        errors=Shown(f"{name} service error rate", errors),
        latency=Shown(f"{name} service response time"),
    )


_REFUSED = Measures(
    numbers=(
        Judged(
            names.CONNECTION_ERRORS,
            above(critical=0),
            (critical("DatabaseConnectionFailure", pending="1m", category="database"),),
        ),
    ),
    window="5m",
)
_DATABASE = Postgresql(
    server=names.POSTGRESQL,
    title="The database",
    fullest=Shown("Connections used", names.CONNECTIONS),
    connections=Shown(
        "Database connections", names.CONNECTIONS, (warning("HighDatabaseConnections", category="database"),)
    ),
)
