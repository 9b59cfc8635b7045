"""The organisation that our credentials work in.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/org/
"""

from grafmint.environment import Environment, Server
from grafmint.errors import CredentialsError
from grafmint.target.server.http.client import Http


def refuse_elsewhere(http: Http, environment: Environment) -> None:
    """Raise CredentialsError when we work in another organisation than the environment's.

    Grafana 9 overlooks a wrong organisation: it answers for the token's own, or as if there were nothing.
    """
    assert isinstance(environment.target, Server)
    found = http.get("/api/org")
    if found["id"] != environment.target.org:
        raise CredentialsError(
            f"the credentials of {environment.name} belong to organisation {found['id']} ({found['name']}), "
            f"and the environment is for organisation {environment.target.org}",
            hint=f"write org = {found['id']} in [env.{environment.name}], or use credentials of the other one",
        )
