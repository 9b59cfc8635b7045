from dashboards.fleet import FLEET, fleet
from dashboards.settings import Values

from grafmint import Env


def test_every_service_has_a_board() -> None:
    env = Env(name="test", values=Values(prometheus_url="http://127.0.0.1", loki_url="http://127.0.0.1"))
    assert len(list(fleet(env))) == len(FLEET)
