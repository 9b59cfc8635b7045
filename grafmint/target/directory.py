"""The embedded target: a directory tree that a real Grafana provisions from.

Source: https://grafana.com/docs/grafana/latest/administration/provisioning/
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from grafmint.bundle import FILES, Bundle, Entry, Kind, in_order, plural, shown
from grafmint.compile.encode import canonical
from grafmint.environment import Environment
from grafmint.errors import TargetError
from grafmint.library import Library, shows_any
from grafmint.origin import Place
from grafmint.plan.choices import Choices
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Held, Snapshot
from grafmint.plan.step import Result, Step
from grafmint.target import alerting_files, provisioning
from grafmint.target.deployed import unsaid_of_deployed
from grafmint.target.former_files import placed
from grafmint.target.markers import is_marker, markers
from grafmint.target.provisioning import TOP
from grafmint.tree import File, Record, Tree, open_tree, write_tree

#: What stays in a Grafana that has read its file, when the file goes.
_REMAINING: tuple[Kind, ...] = ("datasource", "template", "mute-timing", "contact-point", "policy", "alert-rule")
_SHARED: Kind = "library-panel"
Recorded = Mapping[tuple[str, str], list[str]]


@attrs.frozen
class DirectoryTarget:
    """Writes dashboards as JSON and everything else as provisioning files, but for what others deploy."""

    environment: Environment
    root: Path

    def read(self, bundle: Bundle, choices: Choices) -> Snapshot:
        """The resources below the root, ours and those in our way; raises TargetError when it cannot be read."""
        tree = self._open()
        paths = {(entry.kind, entry.uid): [path_of(entry)] for entry in self.wanted(bundle)}
        for path, record in _resources(tree):
            if record.kind != "review" and record.kind != "backup":  # noqa: PLR1714  # types are narrowed one by one
                known = paths.setdefault((record.kind, record.uid), [])
                known.extend([path] if path not in known else [])
        held = {key: self._held(tree, *key, places) for key, places in paths.items()}
        gone = [key for key in held if key[0] in _REMAINING and bundle.find(*key) is None]
        there = {key: found for key, found in held.items() if found is not None}
        return Snapshot(
            held=placed(there, bundle),
            unsaid=tuple(_unsaid(bundle, gone, self.environment)),
            exact=True,
        )

    def wanted(self, bundle: Bundle) -> tuple[Entry, ...]:
        """The bundle's entries, and the top level where dashboards stand there: it needs a provider like a folder.

        No file holds a library panel: each dashboard has its content.
        """
        held = (entry for entry in alerting_files.placed(bundle) if entry.kind not in (*FILES, _SHARED))
        entries = tuple(_whole(held, Library.of(bundle)))
        if all(entry.folder is not None for entry in bundle.of("dashboard")):
            return entries
        document = canonical({"uid": TOP, "title": "General"})
        return in_order((*entries, Entry(kind="folder", uid=TOP, title="General", document=document)))

    def form(self, entry: Entry) -> bytes:
        """The entry as its file holds it."""
        if entry.kind == "dashboard":
            return entry.document
        return provisioning.comparable(self._provisioned(entry))

    def apply(self, plan: Plan) -> Iterator[Result]:
        """Write the files of the plan's steps; raises TargetError when the disk refuses or has changed since."""
        tree = self._open()
        steps: dict[tuple[str, str], Step] = {(step.kind, step.uid): step for step in plan.writes}
        files = [self._file(step.entry) for step in plan.writes if step.entry is not None]
        written = {file.path for file in files}
        left = {copy for step in plan.writes if step.held is not None for copy in step.held.copies}
        keys = {*steps, *((step.kind, step.held.uid) for step in plan.writes if step.held is not None)}
        removed = [
            path
            for path, record in _resources(tree)
            if path not in written and ((record.kind, record.uid) in keys or self._shown(path) in left)
        ]
        self._refuse_changed(tree, plan)
        recorded = _recorded(tree)
        adopted = {path: record for step in plan.adopted for path, record in _adopted(tree, recorded, step)}
        tree = attrs.evolve(tree, records={**tree.records, **adopted})
        marked = list(markers(({path for path, _ in _resources(tree)} | written).difference(removed)))
        removed += {path for path in tree.records if is_marker(path)}.difference(marker.path for marker in marked)
        # Before the providers: a Grafana that runs may read one as soon as it stands.
        missing = [marker for marker in marked if tree.read(marker.path) is None]
        for file in write_tree(tree, self._owner, [*missing, *files], removed):
            if not is_marker(file.path):
                yield Result(step=steps[file.kind, file.uid])
        yield from (Result(step=step) for step in plan.writes if step.action == "delete")

    @property
    def _owner(self) -> str:
        return f"{self.environment.project}/{self.environment.name}"

    def _open(self) -> Tree:
        return open_tree(self.root, self._owner)

    def _refuse_changed(self, tree: Tree, plan: Plan) -> None:
        """Raise TargetError when a file is not what the plan was made from: somebody was at it in the meantime."""
        recorded = _recorded(tree)
        for step in plan.writes:
            if self._now(tree, recorded, step) != step.held:
                raise TargetError(
                    f"{shown(step.kind)} {step.uid!r} has changed since the plan was made: nothing written",
                    hint="run it again to plan with what is there now",
                )

    def _now(self, tree: Tree, recorded: Recorded, step: Step) -> Held | None:
        """What a step finds there, under its uid and the one before."""
        entry, key = step.entry, (step.kind, step.uid)
        paths = {key: _paths(recorded, step)}
        if entry is not None and entry.renamed_from is not None:
            former = (step.kind, entry.renamed_from)
            paths |= {former: recorded.get(former, [])}
        found = {key: self._held(tree, *key, places) for key, places in paths.items()}
        there = {key: held for key, held in found.items() if held is not None}
        return (placed(there, (entry,)) if entry is not None else there).get(key)

    def _shown(self, path: str) -> str:
        """A file's path as the project's places are: from its folder where it lies below that."""
        return Place(str(self.root / path), 1).relative_to(self.environment.root).file

    def _held(self, tree: Tree, kind: Kind, uid: str, paths: list[str]) -> Held | None:
        """What stands at the first of the paths that exists; what stands at the others is left from a broken run."""
        found = [(path, content) for path in paths if (content := tree.read(path)) is not None]
        if not found:
            return None
        states = {path: tree.state(path) for path, _ in found}
        # Whatever was edited decides: it must not be lost.
        path = next((path for path, state in states.items() if state == "edited"), found[0][0])
        content = dict(found)[path]
        folder = _folder_of(kind, path)
        is_board = kind == "dashboard"
        document = content if is_board else provisioning.read(content)
        title_of = provisioning.title if is_board else provisioning.provisioned_title
        state = states[path]
        return Held(
            kind=kind,
            uid=uid,
            title=title_of(document, uid),
            folder=None if folder == TOP else folder,
            document=document,
            hold=state if state in ("ours", "edited") else "foreign",
            where=self._shown(path),
            proof=True,
            copies=tuple(self._shown(other) for other, _ in found if other != path),
        )

    def _file(self, entry: Entry) -> File:
        content = entry.document if entry.kind == "dashboard" else provisioning.write(self._provisioned(entry))
        return File(path=path_of(entry), kind=entry.kind, uid=entry.uid, content=content)

    def _provisioned(self, entry: Entry) -> provisioning.Json:
        if entry.kind in alerting_files.KINDS:
            return alerting_files.provisioned(entry, self.environment)
        if entry.kind == "datasource":
            return provisioning.datasource(entry.json)
        path = self.root / "dashboards" / entry.uid
        return provisioning.provider(entry.title, entry.uid, str(path.absolute()))


def path_of(entry: Entry) -> str:
    """The file that holds an entry, below the target's root."""
    if entry.kind == "dashboard":
        return f"dashboards/{entry.folder or TOP}/{entry.uid}.json"
    if entry.kind in alerting_files.KINDS:
        return alerting_files.path_of(entry)
    return f"provisioning/{'dashboards' if entry.kind == 'folder' else 'datasources'}/{entry.uid}.yaml"


def _folder_of(kind: Kind, path: str) -> str:
    if kind == "alert-rule":
        return alerting_files.folder_of(path)
    return path.split("/")[1] if kind == "dashboard" else TOP


def _adopted(tree: Tree, recorded: Recorded, step: Step) -> Iterator[tuple[str, Record]]:
    for path in _paths(recorded, step):
        content = tree.read(path)
        if content is not None and path in tree.records:
            yield path, File(path=path, kind=step.kind, uid=step.uid, content=content).record()


def _paths(recorded: Recorded, step: Step) -> list[str]:
    known = recorded.get((step.kind, step.uid), [])
    return list(dict.fromkeys(([path_of(step.entry)] if step.entry is not None else []) + known))


def _recorded(tree: Tree) -> Recorded:
    """The files that the manifest has of each resource."""
    found: dict[tuple[str, str], list[str]] = {}
    for path, record in _resources(tree):
        found.setdefault((record.kind, record.uid), []).append(path)
    return found


def _resources(tree: Tree) -> list[tuple[str, Record]]:
    """The files of resources that the manifest has."""
    return [(path, record) for path, record in tree.records.items() if not is_marker(path)]


def _whole(entries: Iterable[Entry], library: Library) -> Iterator[Entry]:
    """The entries, dashboards with the content of their library panels."""
    for entry in entries:
        is_filled = shows_any(entry)
        yield attrs.evolve(entry, document=canonical(library.filled(entry.json))) if is_filled else entry


def _unsaid(bundle: Bundle, gone: Sequence[tuple[Kind, str]], environment: Environment) -> Iterator[str]:
    folders = bundle.of("folder")
    permissions = [entry.uid for entry in folders if "permissions" in entry.json]
    if permissions:
        yield f"permissions of folders: {', '.join(permissions)}"
    parents = [entry.uid for entry in folders if entry.folder is not None]
    if parents:
        yield f"parents of folders: {', '.join(parents)}"
    shared = [entry.uid for entry in bundle.of(_SHARED)]
    if shared:
        yield f"library panels, of which each dashboard gets a copy: {', '.join(shared)}"
    yield from alerting_files.unsaid(bundle, environment)
    yield from unsaid_of_deployed(bundle)
    for kind in _REMAINING:
        uids = [uid for its_kind, uid in gone if its_kind == kind]
        if uids:
            yield f"removing {plural(kind)} from a Grafana that has read them: {', '.join(uids)}"
