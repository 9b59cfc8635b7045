"""The version of a Grafana, as far as it tells."""

import re
from typing import Any

from grafmint.environment import Environment, Version
from grafmint.errors import TargetError
from grafmint.target.server.http.client import Http

_VERSION = re.compile(r"(\d+)\.(\d+)")


def read_version(http: Http) -> Version | None:
    """Major and minor version; None where the server keeps it to itself."""
    health: Any = http.get("/api/health")
    found = _VERSION.match(str(health.get("version", "")))
    return (int(found[1]), int(found[2])) if found else None


def refuse_older(environment: Environment, version: Version | None) -> None:
    """Raise TargetError when the server is older than what the environment is built for."""
    if version is not None and version < environment.grafana:
        built_for, found = (".".join(map(str, each)) for each in (environment.grafana, version))
        raise TargetError(
            f"{environment.name} is built for Grafana {built_for}, and this server is {found}",
            hint=f'write grafana = "{found}" in [env.{environment.name}], or upgrade the server',
        )
