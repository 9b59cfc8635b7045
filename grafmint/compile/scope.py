"""Scope: what values may ask while they are written, answered for one environment."""

import attrs

from grafmint.compile.catalog import Catalog, UnknownYetError
from grafmint.compile.encode import encode, json, plain
from grafmint.compile.entries import Entries
from grafmint.compile.panels import Panels
from grafmint.compile.refusal import refusal
from grafmint.environment import Environment, Server
from grafmint.errors import ModelError
from grafmint.finding import Finding
from grafmint.model.base import Json, JsonObject, Model, Traced
from grafmint.suggest import hint

EXPRESSION = "__expr__"
# Themes are a few dozen values; what is not shared must not fill the memory.
_MOST_SHARED = 4096


@attrs.define
class Scope:
    """The `Context` that values are encoded with; a question without an answer is a finding about who asked."""

    environment: Environment
    entries: Entries
    findings: list[Finding]
    catalog: Catalog = attrs.field(init=False)
    panels: Panels = attrs.field(init=False)
    ref_ids: dict[int, str] = attrs.field(factory=dict, init=False)
    _shared: dict[int, tuple[Model, Json]] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.catalog = Catalog(self.environment)
        self.panels = Panels(self.entries)

    @property
    def grafana(self) -> tuple[int, int]:
        """The Grafana version that is written for."""
        return self.environment.grafana

    def datasource(self, reference: object, type_: str | None, owner: Model) -> JsonObject:
        """Grafana's reference to a datasource; a wrong one becomes a finding about `owner`."""
        if type_ == EXPRESSION:
            return {"type": EXPRESSION, "uid": EXPRESSION}
        return self.catalog.resolve(reference, type_, owner)

    def secret(self, name: str, owner: Model) -> str:
        """The placeholder of a secret: the name that an environment variable would have."""
        environment = self.environment
        if isinstance(environment.target, Server) and name not in environment.secrets:
            self._refuse(
                "undeclared-secret",
                f"secret {name!r} has no source in environment {environment.name!r}",
                owner,
                hint(name, environment.secrets)
                if environment.secrets
                else f'write [env.{environment.name}] secrets = {{ {name} = {{ env = "{name.upper()}" }} }}',
            )
        if any(other != name and other.upper() == name.upper() for other in environment.secrets):
            message = f"secret {name!r} and another one differ only in case, and files name them alike"
            self._refuse("ambiguous-secret", message, owner, "rename one of them")
        return f"${name.upper()}"

    def ref_id(self, query: Model | str, owner: Model) -> str:
        """The refId of another query of the panel that is being written."""
        wanted = query if isinstance(query, str) else self.ref_ids.get(id(query))
        if wanted is None or wanted not in self.ref_ids.values():
            names = ", ".join(self.ref_ids.values())
            shown = query if isinstance(query, str) else type(query).__name__
            self._refuse("unknown-ref-id", f"no query {shown!r} on this panel", owner, f"its queries are {names}")
        return wanted or ""

    def panel_id(self, dashboard: str, key: str) -> int:
        """The id of a panel that is named by texts; UnknownYetError while its dashboard may still come."""
        found = self.panels.find(dashboard, key)
        if found is None:
            raise UnknownYetError
        return found

    def check_dashboard(self, uid: str, owner: str) -> None:
        """Raise ModelError for a dashboard that the project has not; UnknownYetError while it may still come."""
        if self.entries.find("dashboard", uid) is not None:
            return
        if not self.catalog.complete:
            raise UnknownYetError
        known = [entry.uid for entry in self.entries.of("dashboard")]
        way_out = hint(uid, known) if known else "leave dashboard= out, or define it in the project"
        raise ModelError(f"{owner}: the project has no dashboard {uid!r}", hint=way_out)

    def encode(self, value: Model) -> Json:
        """The JSON of a value; one that many panels of a dashboard share is written once."""
        if isinstance(value, Traced):
            return encode(value, self)
        known = self._shared.get(id(value))
        if known is None:
            known = self._shared[id(value)] = (value, encode(value, self))
        return known[1]

    def json(self, value: object) -> Json:
        """The JSON of whatever a field may hold."""
        return json(value, self)

    def plain(self, value: object) -> Json:
        """A copy of raw JSON in our form."""
        try:
            return plain(value)
        except RecursionError:
            raise ModelError("the JSON contains itself, or is nested too deeply") from None

    def forget(self) -> None:
        """Drop what dashboards shared, once it is much; for between two of them."""
        if len(self._shared) > _MOST_SHARED:
            self._shared.clear()

    def _refuse(self, rule: str, message: str, owner: Model, way_out: str) -> None:
        self.findings.append(refusal(rule, message, owner, way_out))
