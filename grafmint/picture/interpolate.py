"""Interpolate: variables in texts, `$var`, `${var}`, `[[var]]` and the parts of a field.

Source: https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

#: No path and no format is longer: whatever is not closed is looked through no further, from each of its beginnings.
_VARIABLE: Final = re.compile(r"\$(\w+)|\[\[(\w++)(?::\w++)?\]\]|\$\{(\w++)(?:\.([^:}]{1,999}+))?(?::[^}]{1,999}+)?\}")
#: Finds what a name and the path behind it stand for; None where nothing does.
Lookup = Callable[[str, str], str | None]


def interpolated(text: str, variables: Mapping[str, str], local: Lookup | None = None) -> str:
    """A text with its variables replaced; those that are not known stay as they are."""
    if "$" not in text and "[[" not in text:
        return text

    def value(match: re.Match[str]) -> str:
        name = match[1] or match[2] or match[3]
        found = local(name, match[4] or "") if local else None
        return found if found is not None else variables.get(name, match[0])

    return _VARIABLE.sub(value, text)


def deeply_interpolated(value: Any, variables: Mapping[str, str]) -> Any:
    """Options with the variables in all of their texts replaced."""
    if isinstance(value, str):
        return interpolated(value, variables)
    if isinstance(value, Mapping):
        return {key: deeply_interpolated(each, variables) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [deeply_interpolated(each, variables) for each in value]
    return value
