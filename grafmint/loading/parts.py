"""The resources that a composite one is made of."""

from collections.abc import Iterator
from typing import cast

from grafmint.model.composite import Composite
from grafmint.project import Resource


def parts_of(composite: Composite, *, records: bool) -> Iterator[Resource]:
    """The resources, each written where the composite was: the code that makes them is not the user's."""
    for resource in composite.resources(records=records):
        if resource.origin is None:
            object.__setattr__(resource, "_origin", composite.origin)
        yield cast("Resource", resource)
