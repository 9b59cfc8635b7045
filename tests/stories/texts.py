"""Stories of texts that would be more than text if anybody let them."""

from tests.stories.story import Ask, Edit, Line, Story

BOARD = '''\
"""Texts that somebody sent us."""

from grafmint import Dashboard, Stat
from grafmint.prometheus import Query

TITLES = [
    "Ask @shop/platform about #12",
    "<img src=x onerror=alert(1)> <b>bold</b>",
    "a | b || c",
    "[free](https://evil.example) ![x](https://evil.example/x.png) www.evil.example",
    "turned \\u202e round, zero\\u200bwidth",
    "`ticks` ```fence``` ~~~",
    "</details><!-- grafmint review: shop/prod -->",
    "Long " * 200,
]
QUERY = 'sum(up{job="%s"})'

board = Dashboard(
    uid="texts",
    title="@everyone </summary> `texts` | https://evil.example",
    panels=[
        Stat(key=f"text-{index}", title=title, queries=Query(expr=QUERY % index, legend_format=title), unit="short")
        for index, title in enumerate(TITLES)
    ],
)
'''
FILE = "dashboards/texts.py"

TEXTS = (
    Story(
        name="15-hostile-texts-new",
        edits=[Edit(FILE, new=BOARD)],
        asks=[Ask("What is it?", ["@everyone", "is new", "8 panels", Line(FILE, "board = Dashboard(")])],
    ),
    Story(
        name="16-hostile-texts-changed",
        edits=[
            Edit(FILE, "title=title,", 'title=f"Now {title}", description=f"{title} @shop/platform",'),
            Edit(FILE, "'sum(up{job=\"%s\"})'", "'max(up{job=\"%s @shop/platform `` <b> |\"})'"),
        ],
        asks=[
            Ask("How many?", ["1 dashboard changes"]),
            Ask("Which line do I look at?", [Line(FILE, "Stat(key=")]),
            Ask("What does it ask now?", ["sum → max"]),
        ],
    ),
)
