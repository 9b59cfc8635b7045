"""What an environment consists of and where each part of it was written, for `grafmint envs`."""

import json
from collections.abc import Iterator, Mapping

import attrs

from grafmint.environment import Alertmanager, Directory, Environment, Hold, Server, Version
from grafmint.origin import Place

_JSON = (bool, int, float, list, tuple)


@attrs.frozen(kw_only=True)
class Setting:
    """One value of an environment as text; `place` is None for a default."""

    key: str
    value: str
    place: Place | None


def describe(environment: Environment) -> tuple[Setting, ...]:
    """Every setting of an environment; a secret is shown as where it comes from, and is not looked up.

    Keys are those of `Environment.places`, and of a hold what it is on.
    """
    pairs = (*_target(environment), *_options(environment), *_named(environment))
    found = (Setting(key=key, value=_text(value), place=environment.places.get(key)) for key, value in pairs)
    return (*found, *map(_hold, environment.holds))


def _target(environment: Environment) -> Iterator[tuple[str, object]]:
    target, root = environment.target, environment.root
    if isinstance(target, Directory):
        yield "directory", target.path.relative_to(root) if target.path.is_relative_to(root) else target.path
    else:
        yield from _server(target)


def _server(server: Server) -> Iterator[tuple[str, object]]:
    yield "url", server.url
    yield "org", server.org
    for key in ("token", "user", "password"):
        if getattr(server, key) is not None:
            yield key, getattr(server, key)
    for key, value in attrs.asdict(server.tls).items():
        if value is not None:
            yield f"tls.{key}", value
    yield "timeout", server.timeout


def _options(environment: Environment) -> Iterator[tuple[str, object]]:
    yield "project.name", environment.project
    yield "grafana", _version(environment.grafana)
    yield from _alerting(environment)
    yield "protected", environment.protected
    yield "locked", environment.locked
    for key, value in (("modules", environment.modules), ("sources", environment.sources)):
        yield key if key in environment.places else f"project.{key}", value
    yield "ignore", environment.ignore
    for key, value in attrs.asdict(environment.demands).items():
        if value:
            yield f"project.check.{key}", value
    if environment.uid_prefix is not None:
        yield "uid_prefix" if "uid_prefix" in environment.places else "project.uid_prefix", environment.uid_prefix


def _alerting(environment: Environment) -> Iterator[tuple[str, object]]:
    yield "alerting", environment.alerting
    if environment.prometheus is not None:
        yield "prometheus", _version(environment.prometheus)
    if environment.alertmanager is not None:
        yield from _alertmanager(environment.alertmanager, environment.places)
    if environment.retention is not None:
        yield "retention", environment.retention
    yield "owns_policies", environment.owns_policies


def _alertmanager(alertmanager: Alertmanager, places: Mapping[str, Place]) -> Iterator[tuple[str, object]]:
    is_table = "alertmanager.version" in places
    yield "alertmanager.version" if is_table else "alertmanager", _version(alertmanager.version)
    yield "alertmanager.secrets", alertmanager.secrets
    if alertmanager.smtp is not None:
        for name, value in attrs.asdict(alertmanager.smtp).items():
            if value is not None:
                yield f"alertmanager.smtp.{'from' if name == 'sender' else name}", value


def _version(version: Version) -> str:
    return ".".join(map(str, version))


def _named(environment: Environment) -> Iterator[tuple[str, object]]:
    for name, plugin in environment.datasource_types.items():
        yield f"project.datasources.{name}", plugin
    for name in {**environment.datasource_types, **environment.datasources}:
        yield f"datasources.{name}", environment.datasources.get(name, name)
    for name, reference in environment.secrets.items():
        yield f"secrets.{name}", reference
    if environment.values_class is not None:
        yield "project.values", environment.values_class
    yield from _values("values", environment.values)


def _hold(hold: Hold) -> Setting:
    return Setting(key=f"hold.{hold.uid}", value=_text(f"until {hold.until}: {hold.reason}"), place=hold.place)


def _values(key: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for name, below in value.items():
            yield from _values(f"{key}.{name}", below)
    else:
        yield key, value


def _text(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, _JSON) else str(value)
    return text if text.isprintable() else text.encode("unicode_escape").decode("ascii")
