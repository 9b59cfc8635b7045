"""The writers: each turns the spec into dashboards as its library's manual would, one JSON file a dashboard.

All share what can be shared between panels, such as legends and thresholds.
"""
