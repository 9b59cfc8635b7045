"""The plan inside a review: made only where asking costs nobody a secret."""

from collections.abc import Mapping

import attrs

from grafmint.environment import Directory, Environment, Server
from grafmint.errors import GrafmintError
from grafmint.finding import has_errors
from grafmint.plan.plan import Plan
from grafmint.revision import Revision
from grafmint.workflow import Built, plan, target_of

#: What grafmint.toml says of an environment's server, None where it has no such environment.
Settings = Mapping[str, object] | None


@attrs.frozen(kw_only=True)
class Planned:
    """What a sync would do, or why nobody knows."""

    plan: Plan | None = None
    why_not: str | None = None


def planned(head: Revision, environment: Environment, before: Settings, after: Settings) -> Planned:
    """The plan of a revision in its environment, whose server stood as `before` in the base and stands as `after`.

    Of a directory there is none: it lies on one machine, mostly another one than this.

    A command that would fetch a secret is never run, and a server is asked only under the address and with the
    credentials that the base names: a change may not decide where a token is sent.
    """
    why_not = _unready(head)
    if isinstance(environment.target, Directory):
        return Planned(why_not=why_not)
    why_not = why_not or refusal(environment, before, after)
    if why_not is not None:
        return Planned(why_not=why_not)
    built = Built(environment=environment, bundle=head.bundle, findings=head.findings)
    try:
        with target_of(built) as target:
            return Planned(plan=plan(built, target))
    except GrafmintError as error:
        return Planned(why_not=error.message)
    except Exception as error:  # noqa: BLE001  # a server may answer anything, and the rest of the review is there
        return Planned(why_not=f"{environment.name} answered what no Grafana does ({type(error).__name__}: {error})")


def _unready(head: Revision) -> str | None:
    if head.failure is not None:
        return "the change does not build"
    return "the checks found errors, so a sync would write nothing" if has_errors(head.findings) else None


def refusal(environment: Environment, before: Settings, after: Settings) -> str | None:
    """Why the environment's server is not to be asked while somebody's change is reviewed; None when it may be."""
    server, name = environment.target, environment.name
    if not isinstance(server, Server):
        return f"{name} is a directory on one machine"
    if before is None:
        return f"{name} is not in the base, so its server is not asked yet"
    after = after or {}
    changed = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
    if changed:
        return f"{name} gets another {' and '.join(changed)} here, so no credentials are sent there yet"
    if server.by_command:
        return f"the credentials of {name} come from a command, and a review runs none"
    return None
