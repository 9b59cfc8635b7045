"""What Python itself says about a misspelt name, and which name was meant."""

import re
from pathlib import Path

from grafmint.loading.arguments import argument_meant
from grafmint.loading.names import attribute_meant, imported_meant, module_meant, name_meant

# A bracket behind what is no function: a comma is missing before it.
_NO_COMMA = re.compile(r"'[\w.]+' object is not (callable|subscriptable)|\w+ indices must be integers")
_COMMA = "is a comma missing before the bracket?"


def meant(error: BaseException, root: Path) -> str | None:
    """What to write instead, where an error is about a name; None where it is not, or nothing is near.

    `root` is the folder of the project, whose own names are known too.
    """
    match error:
        case TypeError():
            return argument_meant(error, root) or (_COMMA if _NO_COMMA.match(str(error)) else None)
        case ModuleNotFoundError():
            return module_meant(error, root)
        case ImportError():
            return imported_meant(error)
        case NameError():
            return name_meant(error, root)
        case AttributeError():
            return attribute_meant(error)
    return None
