"""Visitor: who our credentials make us to a server, and in which organisation."""

from collections.abc import Generator
from typing import Any

from grafmint.environment import Environment, Server
from grafmint.errors import CredentialsError, TargetError
from grafmint.target.checkup import CREDENTIALS, Check, failed
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.veil import Veil
from grafmint.target.server.instance.organisation import refuse_elsewhere

_NAMELESS = "a service account; this server does not tell its name"


def admitted(
    environment: Environment, server: Server, credentials: Credentials | None, http: Http
) -> Generator[Check, None, bool]:
    """Whether the server takes our credentials in the organisation that is meant, and who we are there."""
    try:
        # As plan and sync do: they would go no further either.
        refuse_elsewhere(http, environment)
        org: Any = http.get("/api/org")
    except (TargetError, CredentialsError) as error:
        yield failed("organisation", error)
        return False
    yield _taken(server, credentials)
    yield Check(name="account", status="ok", said=_account(server, _user(http)))
    # The server has no role to tell of a service account.
    role = _role(http, org["id"]) if server.token is None else None
    said = f'{org["id"]} "{org["name"]}"{f", role {role}" if role else ""}'
    yield Check(name="organisation", status="ok", said=said)
    return True


def _taken(server: Server, credentials: Credentials | None) -> Check:
    """Where they come from, never what they are, not even where a command has them among its arguments."""
    veil = Veil()
    veil.hide(credentials.secrets() if credentials is not None else ())
    if server.token is not None:
        said = f"token from {veil(str(server.token))}"
    elif server.password is not None:
        said = f"user {server.user} with the password from {veil(str(server.password))}"
    else:
        said = "none: what every visitor may"
    return Check(name=CREDENTIALS, status="ok", said=said)


def _user(http: Http) -> dict[str, Any]:
    # Grafana 9 says of a service account that there is no such user.
    found = _asked(http, "/api/user")
    return found if isinstance(found, dict) else {}


def _account(server: Server, user: dict[str, Any]) -> str:
    login = user.get("login")
    if not login:
        return _NAMELESS if server.token is not None else "not told by this server"
    admin = ", administrator of the server" if user.get("isGrafanaAdmin") else ""
    return f"service account {login}" if server.token is not None else f"user {login}{admin}"


def _role(http: Http, org: int) -> str | None:
    """The role of a user, as far as the server tells it."""
    listed = _asked(http, "/api/user/orgs")
    orgs = listed if isinstance(listed, list) else []
    return next((each.get("role") for each in orgs if each.get("orgId") == org), None)


def _asked(http: Http, path: str) -> Any:
    """What the server tells, or None where it does not."""
    try:
        return http.find(path)
    except (TargetError, CredentialsError):
        return None
