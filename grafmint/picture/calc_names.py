"""Calculations by the names that a legend and a column give them."""

from collections.abc import Mapping
from typing import Final

#: As a legend and a column have them.
CALC_NAMES: Final[Mapping[str, str]] = {
    "lastNotNull": "Last *",
    "last": "Last",
    "firstNotNull": "First *",
    "first": "First",
    "min": "Min",
    "max": "Max",
    "mean": "Mean",
    "median": "Median",
    "variance": "Variance",
    "stdDev": "StdDev",
    "sum": "Total",
    "count": "Count",
    "range": "Range",
    "delta": "Delta",
    "step": "Step",
    "diff": "Difference",
    "logmin": "Min (above zero)",
    "allIsZero": "All Zeros",
    "allIsNull": "All Nulls",
    "changeCount": "Change Count",
    "distinctCount": "Distinct Count",
    "diffperc": "Difference percent",
    "allValues": "All values",
    "uniqueValues": "All unique values",
    **{f"p{each}": f"{each}th %" for each in range(1, 100)},
    **{
        f"p{tens}{one}": f"{tens}{one}{end} %"
        for one, end in ((1, "st"), (2, "nd"), (3, "rd"))
        for tens in range(2, 10)
    },
    "p1": "1st %",
    "p2": "2nd %",
    "p3": "3rd %",
}
