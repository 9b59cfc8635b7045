"""Samples: numbers made up to fit a query, the same for the same query, with no server and no clock."""

from grafmint.data.sample.sample import NOW, Sample

__all__ = ["NOW", "Sample"]
