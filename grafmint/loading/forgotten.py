"""Forgotten imports: what of grafmint itself a module uses and has not imported."""

import re
from pathlib import Path

#: The modules that hold everything typed by one kind of datasource, those first that most projects use.
DATASOURCES = (
    "prometheus", "loki", "tempo", "jaeger", "elasticsearch", "postgres", "mysql", "cloudwatch", "alertmanager",
    "testdata",
)  # fmt: skip
_MODULES = frozenset({*DATASOURCES, "alerting", "expression", "kit", "layout", "promql", "slo", "transform", "units"})
_OTHERS_SHOWN = 2


def forgotten_class(name: str) -> str | None:
    """The import of a class that modules of datasources define, such as Query; None where none does."""
    defines = re.compile(rf"^class {re.escape(name)}\b", re.MULTILINE)
    homes = [home for home in DATASOURCES if name[:1] != "_" and defines.search(_text(home))]
    if not homes:
        return None
    shown = homes[1 : 1 + _OTHERS_SHOWN] + ["…"] * (len(homes) > 1 + _OTHERS_SHOWN)
    return f"write from grafmint.{homes[0]} import {name}" + (f" (or {', '.join(shown)})" if shown else "")


def forgotten_module(name: str) -> str | None:
    """The import of a module that users know; None where there is none."""
    return f"write from grafmint import {name}" if name in _MODULES else None


def _text(module: str) -> str:
    return (Path(__file__).parents[1] / f"{module}.py").read_text(encoding="utf-8")
