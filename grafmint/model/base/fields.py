"""Fields: all that encoding a value needs of its class, read once from the declarations."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from grafmint.model.accept import Acceptance, accepts, of_class
from grafmint.model.base.spec import Encode, Spec, spec_of
from grafmint.model.freeze import frozen_copy

if TYPE_CHECKING:
    from grafmint.model.base.model import Model


class Write(NamedTuple):
    """How a field is written: as it is where it already is JSON, else by its own encoder or by that of values."""

    section: int
    key: str
    is_json: bool
    encode: Encode | None


class Fields(NamedTuple):
    """The fields of a class by their names; `always` are the defaults that are written too."""

    specs: Mapping[str, Spec]
    takes: Mapping[str, Acceptance]
    defaults: Mapping[str, Any]
    writes: Mapping[str, Write]
    always: tuple[tuple[str, Any], ...]


def camel(name: str) -> str:
    """Grafana's spelling of a Python name: `legend_format` is `legendFormat`."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def attributes(cls: "type[Model]") -> "tuple[attrs.Attribute[Any], ...]":
    """The fields of a value's class, as attrs describes them."""
    fields: tuple[attrs.Attribute[Any], ...] = cls.__attrs_attrs__  # type: ignore[attr-defined]  # attrs sets it
    return fields


def fields_of(cls: "type[Model]") -> Fields:
    """The fields as a class declares them."""
    declared = attributes(cls)
    specs = {a.name: spec_of(a) for a in declared}
    takes = {a.name: accepts(of_class(a.type, cls), specs[a.name].bounds) for a in declared}
    defaults = {a.name: _default(a.default) for a in declared if a.default is not attrs.NOTHING}
    writes = {
        name: Write(spec.section, spec.key or camel(name), spec.encode is None and takes[name].is_json, spec.encode)
        for name, spec in specs.items()
        if spec.section is not None
    }
    return Fields(
        specs,
        takes,
        defaults,
        writes,
        tuple((name, defaults[name]) for name, spec in specs.items() if spec.always),
    )


def _default(value: Any) -> Any:
    return frozen_copy(value.factory()) if hasattr(value, "takes_self") else value
