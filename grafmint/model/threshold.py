"""Thresholds: the numbers at which a panel changes colour, and an alert fires."""

from functools import lru_cache
from typing import ClassVar, Literal

import attrs

from grafmint._unset import UNSET, Unset
from grafmint.errors import ModelError
from grafmint.model.base import Model, field, frozen, unwritten

Mode = Literal["absolute", "percentage"]

GOOD = "green"
WARNING = "orange"
CRITICAL = "red"


@frozen(kw_only=True)
class Threshold(Model):
    """One step: from `value` upwards the colour is `color`; `value=None` is the lowest step."""

    value: float | None
    color: str


def _steps(value: "tuple[Threshold, ...] | list[Threshold]") -> tuple[Threshold, ...]:
    return tuple(value)


@frozen(kw_only=True)
class Thresholds(Model):
    """The steps of a panel; `above` and `below` make them from the two numbers that people talk about.

    `warning`, `critical` and `fires` keep those numbers for alerts; Grafana's document has only the steps.
    Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-thresholds/
    """

    example: ClassVar[str | None] = "above(warning=…, critical=…)"

    steps: tuple[Threshold, ...] = attrs.field(converter=_steps)
    mode: Mode = field(default="absolute", always=True)
    warning: float | Unset = unwritten()
    critical: float | Unset = unwritten()
    fires: Literal["above", "below"] | Unset = unwritten()

    def _validate(self) -> None:
        values = [step.value for step in self.steps]
        if not values or values[0] is not None:
            raise ModelError("Thresholds: the first step has no lower end", hint="write value=None in it")
        numbers = [value for value in values[1:] if value is not None]
        if len(numbers) != len(values) - 1 or numbers != sorted(set(numbers)):
            raise ModelError(f"Thresholds: the steps {values} do not rise", hint="list them from low to high")


def above(
    *,
    warning: float | Unset = UNSET,
    critical: float | Unset = UNSET,
    mode: Mode = "absolute",
) -> Thresholds:
    """Colours for a value that is bad when high: green, from `warning` orange, from `critical` red.

    Raises ModelError when neither is given or `critical` is not above `warning`.
    """
    try:
        return _above(warning, critical, mode)
    except TypeError:
        raise _no_number("above", warning, critical) from None


@lru_cache(maxsize=None, typed=True)
def _above(warning: float | Unset, critical: float | Unset, mode: Mode) -> Thresholds:
    given = _given(warning, critical)
    if given[0][0] >= given[-1][0] and len(given) > 1:
        raise ModelError(
            f"above(warning={warning}, critical={critical}): critical is not higher",
            hint="swap them, or use below(…) for a value that is bad when low",
        )
    steps = [Threshold(value=None, color=GOOD), *(Threshold(value=value, color=color) for value, color in given)]
    return Thresholds(steps=steps, mode=mode, warning=warning, critical=critical, fires="above")


def below(
    *,
    warning: float | Unset = UNSET,
    critical: float | Unset = UNSET,
    mode: Mode = "absolute",
) -> Thresholds:
    """Colours for a value that is bad when low: red below `critical`, orange below `warning`, else green.

    Raises ModelError when neither is given or `critical` is not below `warning`.
    """
    try:
        return _below(warning, critical, mode)
    except TypeError:
        raise _no_number("below", warning, critical) from None


@lru_cache(maxsize=None, typed=True)
def _below(warning: float | Unset, critical: float | Unset, mode: Mode) -> Thresholds:
    given = _given(warning, critical)
    if given[0][0] <= given[-1][0] and len(given) > 1:
        raise ModelError(
            f"below(warning={warning}, critical={critical}): critical is not lower",
            hint="swap them, or use above(…) for a value that is bad when high",
        )
    given.reverse()
    bounds: list[float | None] = [None, *(value for value, _ in given)]
    colors = [*(color for _, color in given), GOOD]
    steps = [Threshold(value=value, color=color) for value, color in zip(bounds, colors, strict=True)]
    return Thresholds(steps=steps, mode=mode, warning=warning, critical=critical, fires="below")


def _given(warning: float | Unset, critical: float | Unset) -> list[tuple[float, str]]:
    given = [
        (value, color) for value, color in ((warning, WARNING), (critical, CRITICAL)) if not isinstance(value, Unset)
    ]
    if not given:
        raise ModelError("a threshold needs a number", hint="write warning=…, critical=… or both")
    return given


def _no_number(function: str, warning: object, critical: object) -> ModelError:
    return ModelError(f"{function}(warning={warning!r}, critical={critical!r}): a threshold is a number")
