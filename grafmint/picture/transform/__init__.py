"""Transform: frames after the transformations of a panel, as Grafana does them."""

from grafmint.picture.transform.transform import transformed

__all__ = ["transformed"]
