"""Formats: numbers as Grafana writes them, in each of its units."""

from grafmint.formats.format import formatted
from grafmint.formats.formatted import Formatted

__all__ = ["Formatted", "formatted"]
