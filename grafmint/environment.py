"""Environments: what a project's functions are given, and where their resources go."""

import shlex
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Generic, Literal, Self, TypeVar

import attrs

from grafmint.origin import Place

V_co = TypeVar("V_co", covariant=True)
Version = tuple[int, int]
ReferenceKind = Literal["env", "file", "command"]
#: Who evaluates alert rules and routes alerts.
Engine = Literal["grafana", "prometheus"]
#: How long an answer of a server is waited for, in seconds.
TIMEOUT = 30.0


@attrs.frozen(kw_only=True)
class Env(Generic[V_co]):
    """What a function marked `@resources` takes: the environment's name and its typed values.

    `records` says whether a Prometheus evaluates recording rules of this environment.
    """

    name: str
    values: V_co
    records: bool = False


@attrs.frozen
class Reference:
    """Where a secret comes from: a variable, a file or a command; the secret itself is never in it.

    Relative files and commands start in `folder`.
    """

    kind: ReferenceKind
    value: str | tuple[str, ...]
    folder: Path = attrs.field(default=Path(), repr=False)

    def __str__(self) -> str:
        return f"{self.kind} {self.value if isinstance(self.value, str) else shlex.join(self.value)}"


@attrs.frozen
class Tls:
    """How a server proves itself, and how we do."""

    ca: Path | None = None
    cert: Path | None = None
    key: Path | None = None
    verify: bool = True


@attrs.frozen
class Directory:
    """A target that is a provisioning tree on this machine."""

    path: Path


@attrs.frozen
class Server:
    """A target that is a Grafana behind its HTTP API; `timeout` is in seconds."""

    url: str
    org: int = 1
    token: Reference | None = None
    user: str | None = None
    password: Reference | None = None
    tls: Tls = Tls()
    timeout: float = TIMEOUT

    @property
    def by_command(self) -> tuple[str, ...]:
        """Its secrets that come from a command, as grafmint.toml calls them."""
        references = {"token": self.token, "password": self.password}
        return tuple(name for name, each in references.items() if each is not None and each.kind == "command")


@attrs.frozen(kw_only=True)
class Smtp:
    """The server that sends Alertmanager's mail, as HOST:PORT, and who sends it; `password` is a secret's name."""

    server: str
    sender: str
    user: str | None = None
    password: str | None = None


@attrs.frozen(kw_only=True)
class Alertmanager:
    """The Alertmanager that a configuration is written for, and the directory of its secrets on its machine.

    It opens most of those files from its working directory, so a relative directory is right only where it is started
    beside its configuration.
    """

    version: Version
    secrets: str = "secrets"
    smtp: Smtp | None = None

    def file(self, secret: str) -> str:
        """The file of a secret, which is asked for by its name or its placeholder."""
        return f"{self.secrets.rstrip('/')}/{secret.removeprefix('$').lower()}"

    def lacks(self, since: Version) -> bool:
        """Whether what came with a version is too new for it."""
        return self.version < since


@attrs.frozen(kw_only=True)
class Demands:
    """What a project asks of its dashboards and queries beyond what Grafana does, `[check]` of grafmint.toml.

    What is empty or None is not asked; `require` names what each dashboard must say. `long_term` are the datasources
    that keep metrics longer than the environment's `retention`, `metricsql` those that are a VictoriaMetrics.
    """

    max_panels: int | None = None
    panel_types: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    min_range: str | None = None
    min_rate_window: str | None = None
    high_cardinality: tuple[str, ...] = ()
    long_term: tuple[str, ...] = ()
    metricsql: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Hold:
    """Somebody's wish that a resource is left alone through a day (UTC); `uid` is UID or KIND/UID."""

    uid: str
    until: date
    reason: str
    place: Place


@attrs.frozen(kw_only=True)
class Environment:
    """One environment of grafmint.toml: a target, values, and the modules that go there.

    `datasource_types` and `datasources` give a logical name its type and its uid here; `grafana` is the version it is
    built for. `ignore` names fields that people may change, `holds` is what is left alone for now; of what has no room
    for a mark is ours whose uid begins with `uid_prefix`. `alerting` is who evaluates and routes; `prometheus` and
    `alertmanager` are what files are written for, `retention` how long metrics are kept, `owns_policies` whether the
    whole tree of policies is ours.
    `places` has the place of each key as written in `[env.NAME]` (`values.error_ratio`, and the empty key
    for the section), and with `project.` before it what the whole project shares (`project.modules`,
    `project.datasources.metrics`).
    """

    name: str
    project: str
    root: Path
    target: Directory | Server
    modules: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    values_class: str | None = None
    values: Mapping[str, object] = attrs.field(factory=dict)
    datasource_types: Mapping[str, str] = attrs.field(factory=dict)
    datasources: Mapping[str, str] = attrs.field(factory=dict)
    secrets: Mapping[str, Reference] = attrs.field(factory=dict)
    ignore: tuple[str, ...] = ()
    holds: tuple[Hold, ...] = ()
    uid_prefix: str | None = None
    grafana: Version = (9, 0)
    alerting: Engine = "grafana"
    prometheus: Version | None = None
    alertmanager: Alertmanager | None = None
    retention: str | None = None
    owns_policies: bool = False
    demands: Demands = Demands()
    locked: bool = False
    protected: bool = False
    places: Mapping[str, Place] = attrs.field(factory=dict, repr=False)

    @property
    def records(self) -> bool:
        """Whether a Prometheus evaluates recording rules that we write."""
        return self.prometheus is not None

    def on(self, day: date) -> Self:
        """The same on a day: without the holds that end before it."""
        return attrs.evolve(self, holds=tuple(hold for hold in self.holds if day <= hold.until))

    def place(self, *keys: str | int) -> Place | None:
        """Where a key is written, or the nearest key around it: `place("values", "error_ratio")`."""
        for end in range(len(keys), -1, -1):
            found = self.places.get(".".join(map(str, keys[:end])))
            if found is not None:
                return found
        return None
