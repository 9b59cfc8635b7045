"""The directory target: files below a root, ours by the manifest."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from grafmint.bundle import FILES, Bundle, Entry, in_order, shown
from grafmint.compile.encode import canonical
from grafmint.environment import Environment
from grafmint.errors import TargetError
from grafmint.library import Library, shows_any
from grafmint.plan.choices import Choices
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Snapshot
from grafmint.plan.step import Result, Step
from grafmint.target.directory import alerting
from grafmint.target.directory.files import Files, path_of
from grafmint.target.directory.former import placed
from grafmint.target.directory.holding import held, held_for
from grafmint.target.directory.markers import is_marker, markers
from grafmint.target.directory.provisioning import TOP
from grafmint.target.directory.records import adopted, recorded, resources
from grafmint.target.directory.unsaid import unsaid
from grafmint.tree import Tree, open_tree, write_tree


@attrs.frozen
class DirectoryTarget:
    """Writes dashboards as JSON and everything else as provisioning files, but for what others deploy."""

    environment: Environment
    root: Path

    def read(self, bundle: Bundle, choices: Choices) -> Snapshot:
        """The resources below the root, ours and those in our way; raises TargetError when it cannot be read."""
        tree = self._open()
        paths = {(entry.kind, entry.uid): [path_of(entry)] for entry in self.wanted(bundle)}
        for path, record in resources(tree):
            if record.kind != "review" and record.kind != "backup":  # noqa: PLR1714  # types are narrowed one by one
                known = paths.setdefault((record.kind, record.uid), [])
                known.extend([path] if path not in known else [])
        found = {key: held(tree, self._files, *key, places) for key, places in paths.items()}
        there = {key: each for key, each in found.items() if each is not None}
        return Snapshot(
            held=placed(there, bundle), unsaid=tuple(unsaid(bundle, found.keys(), self.environment)), exact=True
        )

    def wanted(self, bundle: Bundle) -> tuple[Entry, ...]:
        """The bundle's entries, and the top level where dashboards stand there: it needs a provider like a folder.

        No file holds a library panel: each dashboard has its content.
        """
        held = (entry for entry in alerting.placed(bundle) if entry.kind not in (*FILES, "library-panel"))
        entries = tuple(_whole(held, Library.of(bundle)))
        if all(entry.folder is not None for entry in bundle.of("dashboard")):
            return entries
        document = canonical({"uid": TOP, "title": "General"})
        return in_order((*entries, Entry(kind="folder", uid=TOP, title="General", document=document)))

    def form(self, entry: Entry) -> bytes:
        """The entry as its file holds it."""
        return self._files.form(entry)

    def apply(self, plan: Plan) -> Iterator[Result]:
        """Write the files of the plan's steps; raises TargetError when the disk refuses or has changed since."""
        tree = self._open()
        steps: dict[tuple[str, str], Step] = {(step.kind, step.uid): step for step in plan.writes}
        files = [self._files.of(step.entry) for step in plan.writes if step.entry is not None]
        written = {file.path for file in files}
        removed = list(self._left(tree, plan, written))
        self._refuse_changed(tree, plan)
        known = recorded(tree)
        records = {path: record for step in plan.adopted for path, record in adopted(tree, known, step)}
        tree = attrs.evolve(tree, records={**tree.records, **records})
        marked = list(markers(({path for path, _ in resources(tree)} | written).difference(removed)))
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

    @property
    def _files(self) -> Files:
        return Files(self.environment, self.root)

    def _open(self) -> Tree:
        return open_tree(self.root, self._owner)

    def _left(self, tree: Tree, plan: Plan, written: set[str]) -> Iterator[str]:
        """The files of what is written or deleted that stand elsewhere than it is written now."""
        held = [step.held for step in plan.writes if step.held is not None]
        copies = {copy for each in held for copy in each.copies}
        keys = {(step.kind, step.uid) for step in plan.writes} | {(each.kind, each.uid) for each in held}
        for path, record in resources(tree):
            is_its = (record.kind, record.uid) in keys or self._files.shown(path) in copies
            if path not in written and is_its:
                yield path

    def _refuse_changed(self, tree: Tree, plan: Plan) -> None:
        """Raise TargetError when a file is not what the plan was made from: somebody was at it in the meantime."""
        known = recorded(tree)
        for step in plan.writes:
            if held_for(tree, self._files, known, step) != step.held:
                raise TargetError(
                    f"{shown(step.kind)} {step.uid!r} has changed since the plan was made: nothing written",
                    hint="run it again to plan with what is there now",
                )


def _whole(entries: Iterable[Entry], library: Library) -> Iterator[Entry]:
    """The entries, dashboards with the content of their library panels."""
    for entry in entries:
        is_filled = shows_any(entry)
        yield attrs.evolve(entry, document=canonical(library.filled(entry.json))) if is_filled else entry
