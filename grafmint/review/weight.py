"""Weight: how much a line of a change matters to whoever has to judge it."""

import re
from typing import Final, Literal

Weight = Literal[0, 1, 2, 3]
DANGEROUS: Final = 0
TELLING: Final = 1
PLAIN: Final = 2
COSMETIC: Final = 3

#: What says whom Grafana asks, and whom it tells: wrong, nothing else that is shown means anything.
_DANGEROUS = re.compile(
    r"(query \S+  )?data source( type)?  |url  |permission |secret |is paused: |goes to |\d+ alerts? ", re.IGNORECASE
)
#: What is said of numbers and colours that somebody is woken up by.
_TELLING = re.compile(
    r"(no longer )?turns |thresholds  |query[ :]|fires |(no longer )?goes on firing |is no longer paused|condition ",
    re.IGNORECASE,
)
#: What changes how a panel looks, and nothing that it says.
_COSMETIC = re.compile(
    r"description|legend|tooltip|color|fill |line |point|gradient|style|stacking|axis |draw |transparent|text |title"
    r"|row  |collapsed|order of |place|moved|resized|show |display |link |tags|hide |orientation|graph mode|justify"
    r"|query \S+  (legend|hidden)"
)


def weight(line: str) -> Weight:
    """Whether a line tells of where numbers come from, what people act on, how something looks, or of anything else."""
    if _COSMETIC.match(line):
        return COSMETIC
    if _DANGEROUS.match(line):
        return DANGEROUS
    return TELLING if _TELLING.match(line) else PLAIN
