"""The form of a uid, the same for everything that has one."""

import re

from grafmint._unset import Unset
from grafmint.errors import ModelError

LONGEST = 40
_FORM = re.compile(r"[A-Za-z0-9_-]+")


def uid_problem(uid: str) -> str | None:
    """What is wrong with a uid, or None.

    Source: https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/ (at most 40 characters)
    """
    if len(uid) > LONGEST:
        return f"has {len(uid)} characters, Grafana takes {LONGEST}"
    if not _FORM.fullmatch(uid):
        return "has characters other than A-Z, a-z, 0-9, _ and -"
    return None


def check_uid(owner: str, uid: str) -> None:
    """Raise ModelError when the uid cannot be one."""
    problem = uid_problem(uid)
    if problem is not None:
        raise ModelError(f"{owner}: uid {uid!r} {problem}", hint="choose a shorter, plain name and keep it forever")


def check_former(owner: str, uid: str, former: str | Unset) -> None:
    """Raise ModelError when a resource with this uid cannot have had the former one before."""
    if isinstance(former, Unset):
        return
    problem = uid_problem(former)
    if problem is not None:
        raise ModelError(f"{owner}: renamed_from {former!r} {problem}", hint="write the uid that it had in Grafana")
    if former == uid:
        raise ModelError(f"{owner}: renamed_from is the uid that it has", hint="write the uid that it had before")
