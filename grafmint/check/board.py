"""Board: a dashboard's JSON as the rules read it, tolerant of whatever others have written."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.check.document import Document, Json
from grafmint.finding import Finding
from grafmint.library import Library, uid_of
from grafmint.promql.variables import references


@attrs.frozen(slots=False)
class PanelView:
    """A panel with its JSON pointer; `nested` is one inside of a row, which has no place on the open grid.

    `home` is the library panel whose content it is.
    """

    json: Json
    pointer: str
    nested: bool = False
    home: Entry | None = None

    @property
    def title(self) -> str:
        """Its title, or its type where it has none."""
        title = self.json.get("title")
        return title if isinstance(title, str) and title else str(self.json.get("type", "panel"))

    @cached_property
    def targets(self) -> tuple[tuple[str, Json], ...]:
        """Its queries, each with its JSON pointer."""
        found = objects(self.json.get("targets"))
        return tuple((f"{self.pointer}/targets/{index}", target) for index, target in found)


@attrs.frozen(slots=False)
class BoardView(Document):
    """One dashboard for the rules: parsed once, walked by all of them; with the library that its panels may be of."""

    library: Library = attrs.field(factory=Library)

    @cached_property
    def panels(self) -> tuple[PanelView, ...]:
        """Every panel and row heading, those of collapsed rows and of the old `rows` model too."""
        return tuple(self._panels())

    @cached_property
    def filled(self) -> tuple[PanelView, ...]:
        """The same with the content of those that are in the library, for what depends on the dashboard around it."""
        return tuple(map(self._filled, self.panels)) if self.library.panels else self.panels

    def settled(self, finding: Finding) -> Finding:
        """A finding; one in the content of a library panel says where that was written as well."""
        path = finding.path or ""
        for panel in self.filled:
            if panel.home is not None and path.startswith(f"{panel.pointer}/"):
                return attrs.evolve(finding, also=panel.home.place(f"/model{path.removeprefix(panel.pointer)}"))
        return finding

    @cached_property
    def variables(self) -> tuple[tuple[str, Json], ...]:
        """The variables, each with its JSON pointer."""
        templating = self.json.get("templating")
        found = templating.get("list") if isinstance(templating, dict) else None
        return tuple((f"/templating/list/{index}", variable) for index, variable in objects(found))

    @cached_property
    def variable_names(self) -> frozenset[str]:
        """The names that a query may use."""
        return frozenset(v["name"] for _, v in self.variables if isinstance(v.get("name"), str))

    def type_of(self, owner: Json, bundle: Bundle) -> str | None:
        """The type of a panel's or a query's datasource: as it says, or that of the uid or the variable it names."""
        said = datasource_type(owner)
        if said is not None:
            return said
        datasource = owner.get("datasource")
        name = datasource.get("uid") if isinstance(datasource, dict) else datasource
        if not isinstance(name, str):
            return None
        used = references(name)
        return self._variable_type(used[0].name) if used else bundle.datasources.get(name)

    def is_refused(self, bundle: Bundle, *rules: str, panel: PanelView | None = None) -> bool:
        """Whether compiling this dashboard, or a panel of it, has already found one of these."""
        title = panel.title if panel is not None else None
        about = (self.entry.kind, self.entry.uid)
        found = (each for each in bundle.findings if each.rule in rules and (each.kind, each.uid) == about)
        return not self.entry.foreign and any(title is None or each.panel == title for each in found)

    def _variable_type(self, name: str) -> str | None:
        for _, variable in self.variables:
            if variable.get("name") == name and variable.get("type") == "datasource":
                plugin = variable.get("query")
                return plugin if isinstance(plugin, str) else None
        return None

    def _filled(self, panel: PanelView) -> PanelView:
        if self.library.model(panel.json) is None:
            return panel
        home = self.library.panels[uid_of(panel.json) or ""]
        return attrs.evolve(panel, json=self.library.content(panel.json), home=home)

    def _panels(self) -> Iterator[PanelView]:
        for index, panel in objects(self.json.get("panels")):
            at = f"/panels/{index}"
            yield PanelView(panel, at)
            for inner, child in objects(panel.get("panels")):
                yield PanelView(child, f"{at}/panels/{inner}", nested=True)
        for index, row in objects(self.json.get("rows")):
            for inner, child in objects(row.get("panels")):
                yield PanelView(child, f"/rows/{index}/panels/{inner}", nested=True)


def datasource_type(owner: Json) -> str | None:
    """The type that a panel's or a target's datasource says."""
    datasource = owner.get("datasource")
    type_ = datasource.get("type") if isinstance(datasource, dict) else None
    return type_ if isinstance(type_, str) else None


def counted(number: int, one: str, several: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else several}"


def objects(value: object) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a list with their indices; none of what is no list."""
    if isinstance(value, list):
        yield from ((index, item) for index, item in enumerate(value) if isinstance(item, dict))
