"""The compiler: one environment's resources, one after another, to a bundle."""

import attrs

from grafmint._unset import Unset
from grafmint.bundle import Bundle, Entry, Kind, in_order
from grafmint.compile.board import EXPRESSION, Board
from grafmint.compile.catalog import Catalog, UnknownYetError
from grafmint.compile.encode import canonical, encode, json, plain
from grafmint.compile.foreign import foreign_entry
from grafmint.environment import Environment, Server
from grafmint.errors import ModelError
from grafmint.finding import Finding
from grafmint.finding import in_order as findings_in_order
from grafmint.model.base import Json, JsonObject, Model, Traced
from grafmint.model.dashboard import Dashboard
from grafmint.model.datasource import Datasource
from grafmint.model.folder import Folder
from grafmint.origin import Origin
from grafmint.project import ForeignDashboard, Project, Resource
from grafmint.suggest import hint
from grafmint.version import schema_version

# Themes are a few dozen values; what is not shared must not fill the memory.
_MOST_SHARED = 4096


def compile_project(project: Project, *, debug: bool = False) -> Bundle:
    """The bundle of a project; each resource is dropped as soon as it is written.

    What nobody foresaw becomes a finding about its resource, so that no other is lost; with `debug` it is raised.
    """
    compiler = Compiler(project.environment, debug)
    for resource in project.resources():
        compiler.take(resource)
    return compiler.finish()


@attrs.define
class Compiler:
    """Takes resources and keeps their documents; the `Context` that values are encoded with."""

    environment: Environment
    debug: bool = False
    ref_ids: dict[int, str] = attrs.field(factory=dict, init=False)
    _catalog: Catalog = attrs.field(init=False)
    _entries: dict[tuple[Kind, str], Entry] = attrs.field(factory=dict, init=False)
    _waiting: list[Dashboard | Datasource] = attrs.field(factory=list, init=False)
    _findings: list[Finding] = attrs.field(factory=list, init=False)
    _shared: dict[int, tuple[Model, Json]] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self._catalog = Catalog(self.environment)

    @property
    def grafana(self) -> tuple[int, int]:
        """The Grafana version that is written for."""
        return self.environment.grafana

    def take(self, resource: Resource | Finding) -> None:
        """Compile one resource, now or, where it names what is not yet known, at the end."""
        if isinstance(resource, Finding):
            self._findings.append(resource)
        elif isinstance(resource, Folder):
            self._folder(resource)
        elif isinstance(resource, ForeignDashboard):
            entry = foreign_entry(resource)
            if isinstance(entry, Finding):
                self._findings.append(entry)
            else:
                self._keep(entry)
        else:
            if isinstance(resource, Datasource):
                self._catalog.define(resource)
            self._attempt(resource)

    def finish(self) -> Bundle:
        """Compile what was waiting, and hand over everything."""
        self._catalog.complete = True
        for resource in self._waiting:
            self._attempt(resource)
        findings = [*self._findings, *self._catalog.finish()]
        return Bundle(
            entries=in_order(self._entries.values()),
            findings=findings_in_order(self._rooted(finding) for finding in findings),
            datasources={self._catalog.uid(name): type_ for name, type_ in self._catalog.types.items()},
        )

    def datasource(self, reference: object, type_: str | None, owner: Model) -> JsonObject:
        """Grafana's reference to a datasource; a wrong one becomes a finding about `owner`."""
        if type_ == EXPRESSION:
            return {"type": EXPRESSION, "uid": EXPRESSION}
        return self._catalog.resolve(reference, type_, owner)

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
            self._refuse(
                "ambiguous-secret",
                f"secret {name!r} and another one differ only in case, and files name them alike",
                owner,
                "rename one of them",
            )
        return f"${name.upper()}"

    def ref_id(self, query: Model | str, owner: Model) -> str:
        """The refId of another query of the panel that is being written."""
        wanted = query if isinstance(query, str) else self.ref_ids.get(id(query))
        if wanted is None or wanted not in self.ref_ids.values():
            names = ", ".join(self.ref_ids.values())
            shown = query if isinstance(query, str) else type(query).__name__
            self._refuse("unknown-ref-id", f"no query {shown!r} on this panel", owner, f"its queries are {names}")
        return wanted or ""

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

    def _attempt(self, resource: Dashboard | Datasource) -> None:
        try:
            if isinstance(resource, Dashboard):
                self._dashboard(resource)
            else:
                self._keep(self._plain_entry("datasource", resource, resource.name))
        except UnknownYetError:
            self._waiting.append(resource)
        except ModelError as error:
            self._refuse("refused", error.message, resource, error.hint)
        except Exception as error:
            if self.debug:
                raise
            way_out = "this is a fault of grafmint: run it again with --debug and report what it prints"
            self._refuse("fault", f"{type(error).__name__}: {error}", resource, way_out)

    def _dashboard(self, dashboard: Dashboard) -> None:
        if len(self._shared) > _MOST_SHARED:
            self._shared.clear()
        board = Board(dashboard, self)
        document = canonical(board.document(schema_version(self.grafana)))
        folder = None if isinstance(dashboard.folder, Unset) else dashboard.folder
        if folder is not None:
            self._folder(folder, found_by_reference=True)
        self._findings.extend(board.problems)
        self._keep(
            Entry(
                kind="dashboard",
                uid=dashboard.uid,
                title=dashboard.title,
                folder=folder.uid if folder is not None else None,
                document=document,
                origins=board.origins,
            )
        )

    def _folder(self, folder: Folder, *, found_by_reference: bool = False) -> None:
        for index, each in enumerate(folder.ancestry):
            parent = None if isinstance(each.parent, Unset) else each.parent.uid
            entry = attrs.evolve(self._plain_entry("folder", each, each.title), folder=parent)
            self._keep(entry, equal_is_same=found_by_reference or index > 0)

    def _plain_entry(self, kind: Kind, resource: Folder | Datasource, title: str) -> Entry:
        document = self.encode(resource)
        uid = resource.uid if isinstance(resource, Folder) else self._catalog.uid(resource.name)
        document["uid"] = uid
        return Entry(kind=kind, uid=uid, title=title, document=canonical(document), origins=_origins(resource))

    def _keep(self, entry: Entry, *, equal_is_same: bool = False) -> None:
        before = self._entries.setdefault((entry.kind, entry.uid), entry)
        if before is entry:
            return
        equal = before.document == entry.document and before.folder == entry.folder
        if equal and (equal_is_same or before.place() == entry.place()):
            return
        other = before.place()
        where = f" at {other.relative_to(self.environment.root)}" if other is not None else ""
        self._findings.append(
            Finding(
                rule="duplicate-uid",
                severity="error",
                message=f"{entry.kind} {entry.uid!r} is also defined{where}",
                hint="a uid is one resource: rename one of them or remove it",
                place=entry.place(),
                kind=entry.kind,
                uid=entry.uid,
            )
        )

    def _refuse(self, rule: str, message: str, owner: Model, way_out: str | None) -> None:
        origin: Origin | None = owner.origin if isinstance(owner, Traced) else None
        place = origin.inner if origin is not None else None
        self._findings.append(Finding(rule=rule, severity="error", message=message, hint=way_out, place=place))

    def _rooted(self, finding: Finding) -> Finding:
        place = finding.place
        return finding if place is None else attrs.evolve(finding, place=place.relative_to(self.environment.root))


def _origins(resource: Traced) -> dict[str, Origin]:
    return {} if resource.origin is None else {"": resource.origin}
