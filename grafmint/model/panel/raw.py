"""RawPanel: any other plugin, by its id and its own options."""

from collections.abc import Mapping
from typing import Any

import attrs

from grafmint._unset import Unset
from grafmint.model.base import UNWRITTEN, Json, Parts, frozen, unwritten
from grafmint.model.context import Context
from grafmint.model.panel.base import FieldPanel


@frozen(kw_only=True)
class RawPanel(FieldPanel):
    """A panel of a plugin that has no class here: its `options` and `custom` are written as they stand, unchecked.

    Identity, layout, queries, standard options and overrides work as in every other panel.
    """

    plugin_id: str = attrs.field(metadata=UNWRITTEN)
    options: Mapping[str, Any] | Unset = unwritten()
    custom: Mapping[str, Any] | Unset = unwritten()

    @property
    def plugin(self) -> str:
        return self.plugin_id

    def _assemble(self, parts: Parts, context: Context) -> Json:
        root, _, defaults, _ = parts
        options = {} if isinstance(self.options, Unset) else context.plain(self.options)
        custom = {} if isinstance(self.custom, Unset) else context.plain(self.custom)
        return FieldPanel._assemble(self, (root, options, defaults, custom), context)
