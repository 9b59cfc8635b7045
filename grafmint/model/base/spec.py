"""Spec: what the declaration of a field says beside its annotation."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from grafmint._unset import UNSET
from grafmint.model.accept import Bounds
from grafmint.model.base.section import CUSTOM, OPTIONS, ROOT, STANDARD, Json
from grafmint.model.refusal import WayOut

if TYPE_CHECKING:
    from grafmint.model.context import Context

Encode = Callable[[Any, "Context"], Json]


class Spec(NamedTuple):
    """What a field's helper says of it; `section` is None for a field that is grafmint's own and not written."""

    section: int | None = ROOT
    key: str | None = None
    encode: Encode | None = None
    low: float | None = None
    high: float | None = None
    always: bool = False
    way_out: WayOut | None = None

    @property
    def bounds(self) -> Bounds:
        """The least and the greatest number allowed; None is no bound."""
        return (self.low, self.high)


_SPEC = "grafmint"
_DEFAULT = Spec()


def spec_of(attribute: "attrs.Attribute[Any]") -> Spec:
    """What is said of a field of attrs'."""
    said: Spec = attribute.metadata.get(_SPEC, _DEFAULT)
    return said


def _helper(section: int | None) -> Callable[..., Any]:
    def helper(key: str | None = None, *, default: Any = UNSET, **said: Any) -> Any:
        return attrs.field(default=default, metadata={_SPEC: Spec(section, key, **said)})

    return helper


#: A field at the top of its object.
field = _helper(ROOT)
#: A panel option (`options`).
option = _helper(OPTIONS)
#: A standard option (`fieldConfig.defaults`).
standard = _helper(STANDARD)
#: An option of the panel kind for each field (`fieldConfig.defaults.custom`).
custom = _helper(CUSTOM)
#: A field that is grafmint's own and not written.
unwritten = _helper(None)


def at(
    section: int | None, key: str | None = None, *, encode: Encode | None = None, way_out: WayOut | None = None
) -> dict[str, Spec]:
    """The metadata of a field that is declared by `attrs.field` itself, for its converter or to be required."""
    return {_SPEC: Spec(section, key, encode, way_out=way_out)}


#: The metadata of a required field that is grafmint's own: `attrs.field(metadata=UNWRITTEN)`.
UNWRITTEN = at(None)
