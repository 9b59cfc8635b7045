"""Stack: series set one upon the other."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import attrs

from grafmint.picture.option import option
from grafmint.picture.series import Series, Value

#: Where the page looks for a negative value, to know whether a series is stacked downwards.
_SAMPLES: Final = 50


def stacked(series: Sequence[Series], key_of: Callable[[Series], str]) -> tuple[Series, ...]:
    """The series with those that are stacked upon the ones before them, in the order given.

    Only those of one group, mode, direction, style and scale, which `key_of` names, are set upon each other.
    """
    groups: dict[str, list[int]] = {}
    for at, each in enumerate(series):
        if mode_of(each) != "none" and not each.hidden:
            groups.setdefault(_group(each, key_of(each)), []).append(at)
    found = list(series)
    for members in groups.values():
        for at, each in zip(members, _piled([series[at] for at in members]), strict=True):
            found[at] = each
    return tuple(found)


def mode_of(series: Series) -> str:
    """How a series is stacked: `none`, `normal` or `percent`."""
    return str(option(series.field.custom, "stacking.mode", "none"))


def _group(series: Series, scale: str) -> str:
    custom = series.field.custom
    style = option(custom, "drawStyle", "line")
    shape = option(custom, {"bars": "barAlignment", "line": "lineInterpolation"}.get(style, ""), "")
    group = option(custom, "stacking.group", "A")
    return "|".join((str(_downwards(series)), mode_of(series), str(group), scale, style, str(shape)))


def _downwards(series: Series) -> bool:
    there = [each for each in series.values if each is not None]
    stride = max(1, len(there) // _SAMPLES)
    return any(each < 0 for each in there[::stride])


def _piled(group: Sequence[Series]) -> list[Series]:
    values: list[Mapping[float, Value]] = [dict(zip(each.times, each.values, strict=True)) for each in group]
    # Where no member has a value there is a gap only if one of them says so.
    times = sorted({time for each in values for time in each})
    total: dict[float, Value] = {
        time: 0.0 if any(each.get(time) is not None for each in values) else None for time in times
    }
    found = []
    for member, own in zip(group, values, strict=True):
        bottoms = [total[time] for time in times]
        for time in times:
            before = total[time]
            total[time] = None if before is None else before + (own.get(time) or 0.0)
        found.append(attrs.evolve(member, times=times, values=[total[time] for time in times], bottoms=bottoms))
    if mode_of(group[0]) == "percent":
        whole = [total[time] for time in times]
        sign = -1.0 if _downwards(group[0]) else 1.0
        found = [_shares(each, whole, sign) for each in found]
    return found


def _shares(series: Series, whole: Sequence[Value], sign: float) -> Series:
    def of(values: Sequence[Value]) -> list[Value]:
        return [
            None if value is None or all_ is None else sign * value / all_ if all_ else 0.0
            for value, all_ in zip(values, whole, strict=True)
        ]

    return attrs.evolve(series, values=of(series.values), bottoms=of(series.bottoms or ()))
