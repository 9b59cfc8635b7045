"""Weight: how much a line of a change matters to whoever has to judge it."""

import re
from typing import Final, Literal

Weight = Literal[0, 1, 2]
TELLING: Final = 0
PLAIN: Final = 1
COSMETIC: Final = 2

#: What is said of numbers and colours that somebody is woken up by.
_TELLING = re.compile(r"(no longer )?turns |thresholds  |query |secret |permission ", re.IGNORECASE)
#: What changes how a panel looks, and nothing that it says.
_COSMETIC = re.compile(
    r"description|legend|tooltip|color|fill |line |point|gradient|style|stacking|axis |draw |transparent|text |title"
    r"|row  |collapsed|order of |place|moved|resized|show |display |link|tags|hide |orientation|graph mode|justify"
    r"|query \S+  (legend|hidden)"
)


def weight(line: str) -> Weight:
    """Whether a line tells of what people act on, of how something looks, or of anything else."""
    if _COSMETIC.match(line):
        return COSMETIC
    return TELLING if _TELLING.match(line) else PLAIN
