"""The benchmark: the same dashboards by grafmint, by its peers and by plain dicts, each a whole process."""
