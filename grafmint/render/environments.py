"""Environments as a person reads them: each value and where it was written."""

from collections.abc import Iterable
from typing import Any

import attrs

from grafmint.config.describe import describe
from grafmint.environment import Environment
from grafmint.render.clean import clean


def environments_text(environments: Iterable[Environment]) -> str:
    """One block an environment."""
    blocks = []
    for environment in environments:
        settings = describe(environment)
        pairs = [(clean(setting.key), clean(setting.value)) for setting in settings]
        widths = [max(map(len, column)) for column in zip(*pairs, strict=True)]
        lines = [environment.name]
        for (key, value), setting in zip(pairs, settings, strict=True):
            place = setting.place.relative_to(environment.root) if setting.place is not None else "default"
            lines.append(f"  {key:<{widths[0]}}  {value:<{min(widths[1], 48)}}  {clean(str(place))}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def environments_json(environments: Iterable[Environment]) -> list[dict[str, Any]]:
    """Each environment with its settings."""
    return [
        {
            "name": environment.name,
            "settings": [
                {
                    "key": setting.key,
                    "value": setting.value,
                    "place": attrs.asdict(setting.place.relative_to(environment.root)) if setting.place else None,
                }
                for setting in describe(environment)
            ],
        }
        for environment in environments
    ]
