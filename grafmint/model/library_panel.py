"""LibraryPanel: a panel that Grafana keeps by itself, the same on every dashboard that shows it.

Source: https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/manage-library-panels/
"""

from typing import ClassVar

import attrs

from grafmint._unset import UNSET, Unset
from grafmint.errors import ModelError
from grafmint.model.base import UNWRITTEN, Json, Parts, Traced, field, frozen, unwritten
from grafmint.model.context import Context
from grafmint.model.folder import Folder
from grafmint.model.grid import Grid
from grafmint.model.panel.base import FieldPanel, Panel
from grafmint.model.uid import check_former, check_uid

#: Grafana's database keeps so many letters of a name.
_LONGEST_NAME = 150
#: What a panel says of itself that holds on one dashboard only.
_ELSEWHERE = ("id", "grid", "renamed_from")


@frozen(kw_only=True)
class LibraryPanel(Traced):
    """A panel that is defined once and put on any number of dashboards, among the panels of a row.

    `name` is what the library lists it by; left out, the title of its `panel`. The width, the height and the key of the
    `panel` hold wherever it is shown; `use(width=…)` says otherwise for one place. `renamed_from` is the uid it had
    before.
    """

    is_resource: ClassVar[bool] = True

    uid: str
    panel: Panel = attrs.field(metadata=UNWRITTEN)
    name: str | Unset = field()
    folder: Folder | Unset = unwritten()
    renamed_from: str | Unset = unwritten()

    def _validate(self) -> None:
        check_uid("LibraryPanel", self.uid)
        owner = f"LibraryPanel {self.uid!r}"
        check_former(owner, self.uid, self.renamed_from)
        if not self.title.strip():
            raise ModelError(f"{owner} has an empty name", hint="write name=…, or a title into its panel")
        if len(self.title) > _LONGEST_NAME:
            message = f"{owner}: its name has {len(self.title)} letters, Grafana keeps {_LONGEST_NAME}"
            raise ModelError(message, hint="write a shorter name=…")
        self._check_panel(owner)

    def _check_panel(self, owner: str) -> None:
        panel = self.panel
        if isinstance(panel, PanelUse):
            name = panel.library.uid
            raise ModelError(f"{owner}: its panel is library panel {name!r} itself", hint="write panel=TimeSeries(…)")
        if isinstance(panel, FieldPanel) and panel.alerts:
            raise ModelError(
                f"{owner}: its panel has alerts, and to which of its dashboards they lead nobody can tell",
                hint="write AlertRule(…) beside it, with dashboard=… and panel=…",
            )
        for name in _ELSEWHERE:
            if not isinstance(getattr(panel, name), Unset):
                message = f"{owner}: {name} of its panel holds on one dashboard only"
                raise ModelError(message, hint=f"write use({name}=…) where it is shown")

    @property
    def title(self) -> str:
        """What the library lists it by."""
        return self.panel.title if isinstance(self.name, Unset) else self.name

    def use(
        self,
        *,
        key: str | Unset = UNSET,
        id: int | Unset = UNSET,  # noqa: A002  # as a panel has it
        width: int | Unset = UNSET,
        height: int | Unset = UNSET,
        grid: Grid | Unset = UNSET,
        renamed_from: str | Unset = UNSET,
    ) -> "PanelUse":
        """The panel in one place: with another size, or with a key of its own where a dashboard shows it twice."""
        own = self.panel
        return PanelUse(
            library=self,
            title=own.title,
            key=own.key if isinstance(key, Unset) else key,
            id=id,
            width=own.width if isinstance(width, Unset) else width,
            height=own.height if isinstance(height, Unset) else height,
            grid=grid,
            renamed_from=renamed_from,
        )


_PLACE = frozenset({"library", "title", *_ELSEWHERE, "key", "width", "height"})


@frozen(kw_only=True)
class PanelUse(Panel):
    """A library panel in its place on one dashboard, which knows it by uid and name."""

    library: LibraryPanel = attrs.field(metadata=UNWRITTEN)

    @property
    def plugin(self) -> str:
        return self.library.panel.plugin

    @property
    def drawn(self) -> Panel:
        return self.library.panel

    def _validate(self) -> None:
        Panel._validate(self)
        others = [name for name in self._given if name not in _PLACE]
        if others or self.title != self.drawn.title:
            uid, name = self.library.uid, next(iter(others), "title")
            raise ModelError(
                f"library panel {uid!r} is the same on every dashboard: {name} cannot be another one here",
                hint="change the panel of the LibraryPanel, or put a panel of the dashboard's own in its place",
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {"title": self.title, "libraryPanel": {"uid": self.library.uid, "name": self.library.title}}


#: What may stand among the panels of a dashboard.
AnyPanel = Panel | LibraryPanel


def placed(panel: AnyPanel) -> Panel:
    """A panel of a dashboard: itself, or a library panel in its place there."""
    return panel.use() if isinstance(panel, LibraryPanel) else panel
