"""Regular expressions of Go (RE2), as far as they can be judged without Go.

Source: https://github.com/google/re2/wiki/Syntax
"""

import re
import warnings

_ONE = r"\\[pP](?:\{\^?\w+\}|\w)|\\x\{[0-9A-Fa-f]+\}|\[:\^?\w+:\]"
_IN_CLASS = re.compile(_ONE, re.ASCII)
#: What Go reads and Python does not, or the other way round.
_OF_GO = re.compile(
    rf"""
    (?P<literal> \\Q (?: (?!\\E). )*+ (?: \\E )? )
  | (?P<one> {_ONE} | \\C )
  | (?P<end> \\z )
  | (?P<flags> \(\?[imsU]*(?:-[imsU]+)?\) )
  | (?P<group> \(\?(?: [imsU]*(?:-[imsU]+)?: | P?<\w+> ) )
  | (?P<never> \(\?(?: [=!>(\#] | <[=!] | P[=>] ) | \\[1-9Z] | (?: [*+?] | \{{\d+(?:,\d*)?\}} )\+ )
  | \\.
  | (?P<class> \[\^?\]?+ (?: \\. | \[:\^?\w+:\] | [^\]\\] )*+ \] )
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_REPEATED = re.compile(r"(?<!\\)\{(\d+)(?:,(\d*))?\}", re.ASCII)
#: More repetitions than these are refused by Go.
_MOST = 1000


def regex_problem(pattern: str) -> str | None:
    """What is wrong with a regular expression, or None."""
    never = next((found["never"] for found in _OF_GO.finditer(pattern) if found["never"]), None)
    if never is not None:
        return f"Go's regular expressions know no {never}"
    counts = (int(count) for found in _REPEATED.finditer(pattern) for count in found.groups() if count)
    if any(count > _MOST for count in counts):
        return f"Go repeats nothing more than {_MOST} times"
    try:
        with warnings.catch_warnings():
            # What Python may read otherwise one day, Go reads as Python does now.
            warnings.simplefilter("ignore", FutureWarning)
            re.compile(_OF_GO.sub(_as_python, pattern))
    except (re.error, RecursionError, OverflowError) as error:
        return str(error).partition(" at position ")[0]
    return None


def _as_python(found: "re.Match[str]") -> str:
    text = found[0]
    if found["literal"]:
        return re.escape(text.removeprefix("\\Q").removesuffix("\\E"))
    if found["class"]:
        return _IN_CLASS.sub("x", text)
    made = {"one": "x", "end": r"\Z", "flags": "", "group": "(?:"}
    return made.get(found.lastgroup or "", text)
