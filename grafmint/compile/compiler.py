"""The compiler: one environment's resources, one after another, to a bundle."""

from typing import TYPE_CHECKING

import attrs

from grafmint._unset import Unset
from grafmint.bundle import Bundle, Entry, in_order
from grafmint.compile.board import Board
from grafmint.compile.catalog import UnknownYetError
from grafmint.compile.encode import canonical
from grafmint.compile.entries import Entries, entry_of
from grafmint.compile.folder import keep_folder
from grafmint.compile.foreign import foreign_entry
from grafmint.compile.library_panel import keep_library_panel
from grafmint.compile.refusal import refusal
from grafmint.compile.removed import contradictions, removals
from grafmint.compile.renaming import renaming_problems
from grafmint.compile.scope import Scope
from grafmint.environment import Environment
from grafmint.errors import ModelError
from grafmint.finding import Finding
from grafmint.finding import in_order as findings_in_order
from grafmint.loading.parts import parts_of
from grafmint.model.alerting.length import seconds
from grafmint.model.composite import Composite
from grafmint.model.dashboard import Dashboard
from grafmint.model.datasource import Datasource
from grafmint.model.folder import Folder
from grafmint.model.library_panel import LibraryPanel
from grafmint.model.removed import Removed
from grafmint.project import Alerting, ForeignDashboard, Project, Resource
from grafmint.version import schema_version

if TYPE_CHECKING:
    from grafmint.compile.alerting.collector import Collector

#: What is written from its values, perhaps only when all of the project is known.
Written = Dashboard | LibraryPanel | Datasource | Composite | Alerting


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
    """Takes resources and keeps their documents."""

    environment: Environment
    debug: bool = False
    _entries: Entries = attrs.field(init=False)
    _scope: Scope = attrs.field(init=False)
    _collector: "Collector | None" = attrs.field(default=None, init=False)
    _waiting: list[Written] = attrs.field(factory=list, init=False)
    _shared: dict[int, LibraryPanel] = attrs.field(factory=dict, init=False)
    _removed: list[Removed] = attrs.field(factory=list, init=False)
    _findings: list[Finding] = attrs.field(factory=list, init=False)
    _is_whole: bool = attrs.field(default=True, init=False)

    def __attrs_post_init__(self) -> None:
        self._entries = Entries(self.environment.root, self._findings)
        self._scope = Scope(self.environment, self._entries, self._findings)

    @property
    def _alerting(self) -> "Collector":
        if self._collector is None:
            # It takes a while to load, and a project of dashboards has none of it.
            from grafmint.compile.alerting.collector import Collector

            self._collector = Collector(self._scope)
        return self._collector

    def take(self, resource: Resource | Finding) -> None:
        """Compile one resource, now or, where it names what is not yet known, at the end."""
        if isinstance(resource, Finding):
            self._findings.append(resource)
            self._is_whole = self._is_whole and resource.severity != "error"
        elif isinstance(resource, Folder):
            keep_folder(resource, self._entries, self._scope)
        elif isinstance(resource, ForeignDashboard):
            entry = foreign_entry(resource)
            if isinstance(entry, Finding):
                self._findings.append(entry)
            else:
                self._entries.keep(entry)
        elif isinstance(resource, LibraryPanel):
            self._take_shared(resource)
        elif isinstance(resource, Removed):
            self._removed.append(resource)
        else:
            if isinstance(resource, Datasource):
                self._scope.catalog.define(resource)
            self._attempt(resource)

    def finish(self) -> Bundle:
        """Compile what was waiting, and hand over everything."""
        self._scope.catalog.complete = True
        # Rules may lead to the panels of dashboards that wait as well.
        for resource in sorted(self._waiting, key=lambda each: not isinstance(each, Dashboard)):
            self._attempt(resource)
        if self._collector is not None:
            self._collector.finish()
        removed = removals(self._removed)
        findings = [*self._findings, *self._scope.catalog.finish(), *renaming_problems(self._entries)]
        findings += contradictions(removed, self._entries)
        return Bundle(
            entries=in_order(self._entries),
            findings=findings_in_order(finding.relative_to(self.environment.root) for finding in findings),
            datasources={self._scope.catalog.uid(name): type_ for name, type_ in self._scope.catalog.types.items()},
            demands=self._scope.catalog.demands,
            retention=self.environment.retention,
            is_whole=self._is_whole,
            removed=removed,
        )

    def _take_shared(self, panel: LibraryPanel) -> None:
        """Compile a library panel, by itself or because a dashboard shows it; the same one only once."""
        if id(panel) not in self._shared:
            self._shared[id(panel)] = panel
            self._attempt(panel)

    def _attempt(self, resource: Written) -> None:
        try:
            self._write(resource)
        except UnknownYetError:
            self._waiting.append(resource)
        except ModelError as error:
            self._refuse("refused", error.message, resource, error.hint)
        except Exception as error:
            if self.debug:
                raise
            way_out = "this is a fault of grafmint: run it again with --debug and report what it prints"
            self._refuse("fault", f"{type(error).__name__}: {error}", resource, way_out)

    def _write(self, resource: Written) -> None:
        if isinstance(resource, Dashboard):
            self._dashboard(resource)
        elif isinstance(resource, LibraryPanel):
            self._findings.extend(keep_library_panel(resource, self._scope))
        elif isinstance(resource, Datasource):
            self._datasource(resource)
        elif isinstance(resource, Composite):
            self._check_retention(resource)
            for part in parts_of(resource, records=self.environment.records):
                self.take(part)
        else:
            self._alerting.take(resource)

    def _check_retention(self, composite: Composite) -> None:
        history, retention = composite.history, self.environment.retention
        if history is not None and retention is not None and seconds(history) > seconds(retention):
            name = self.environment.name
            message = f"{composite.called} reads back {history}, and environment {name!r} keeps {retention}"
            self._refuse("retention", message, composite, f"choose a shorter window, or correct [env.{name}] retention")

    def _datasource(self, datasource: Datasource) -> None:
        catalog, name = self._scope.catalog, datasource.name
        entry = entry_of("datasource", catalog.uid(name), name, datasource, self._scope)
        self._entries.keep(attrs.evolve(entry, renamed_from=catalog.former(datasource)))

    def _dashboard(self, dashboard: Dashboard) -> None:
        self._scope.forget()
        board = Board(dashboard, self._scope)
        document = canonical(board.document(schema_version(self.environment.grafana)))
        folder = None if isinstance(dashboard.folder, Unset) else dashboard.folder
        if folder is not None:
            keep_folder(folder, self._entries, self._scope, by_reference=True)
        for panel in board.shared:
            self._take_shared(panel)
        for watched in board.watched:
            self._alerting.watch(watched)
        self._findings.extend(board.problems.findings)
        self._scope.panels.add(dashboard.uid, board.ids.by_key)
        self._entries.keep(
            Entry(
                kind="dashboard",
                uid=dashboard.uid,
                title=dashboard.title,
                folder=folder.uid if folder is not None else None,
                document=document,
                origins=board.origins,
                renamed_from=None if isinstance(dashboard.renamed_from, Unset) else dashboard.renamed_from,
            )
        )

    def _refuse(self, rule: str, message: str, owner: Written, way_out: str | None) -> None:
        self._findings.append(refusal(rule, message, owner, way_out))
