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
        widths = [max(len(getattr(setting, part)) for setting in settings) for part in ("key", "value")]
        lines = [environment.name]
        for setting in settings:
            place = setting.place.relative_to(environment.root) if setting.place is not None else "default"
            key, value = f"{setting.key:<{widths[0]}}", f"{clean(setting.value):<{min(widths[1], 48)}}"
            lines.append(f"  {key}  {value}  {place}")
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
