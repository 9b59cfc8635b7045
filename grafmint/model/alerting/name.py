"""Names of rules and of their groups, which Grafana keeps in a column of a database."""

import re

from grafmint.errors import ModelError

#: Longer ones are refused by the server.
LONGEST = 190
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def check_name(owner: str, name: str) -> None:
    """Raise ModelError for a name that no page shows in one line or no server keeps."""
    if _CONTROL.search(name):
        raise ModelError(f"{owner}: the name has a line break or a control character", hint="write it in one line")
    if len(name) > LONGEST:
        raise ModelError(
            f"{owner}: the name has {len(name)} characters, more than {LONGEST}", hint="say the rest in an annotation"
        )
