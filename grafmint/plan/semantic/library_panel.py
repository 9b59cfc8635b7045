"""Library panels: a name, and one panel that is compared as those of dashboards are."""

from grafmint.plan.semantic.panel import shared
from grafmint.plan.semantic.tree import JsonObject, Named, Tree, pruned

#: The name of the panel in the tree: it has no id.
MODEL = "model"


def library_panel(document: JsonObject, folder: str | None) -> Tree:
    """The tree of a library panel; `folder` is where it lies."""
    tree = pruned({key: value for key, value in document.items() if key != MODEL}, {})
    model = document.get(MODEL)
    if folder is not None:
        tree["folder"] = folder
    return tree | {"panels": Named({MODEL: shared(model) if isinstance(model, dict) else model})}
