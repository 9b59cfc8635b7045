"""State: all that the double remembers, found by id, uid, title and token."""

import itertools
import secrets
from collections.abc import Iterator

import attrs

from grafmint.check.slug import slug
from grafmint.testing.alerting.stored import Alerting
from grafmint.testing.profile import Profile
from grafmint.testing.stored import Account, Datasource, Element, Json, Role, Stored, Subject, Team, now

#: The ids of the double's own accounts are far from those that it gives away.
_OWN = 1_000_001
#: Far from every number of a version, so that nobody takes one for the other.
_FIRST_REVISION = 1_760_000_000_000_001


def _counter() -> Iterator[int]:
    return itertools.count(1)


@attrs.define(kw_only=True)
class State:
    """One organisation of a Grafana."""

    prefix: str = ""
    profile: Profile = attrs.field(factory=lambda: Profile.of("9.4.0-pre"))
    drops_annotations: bool | None = None
    by_id: dict[int, Stored] = attrs.field(factory=dict)
    by_uid: dict[str, Stored] = attrs.field(factory=dict)
    by_slug: dict[str, dict[int, Stored]] = attrs.field(factory=dict)
    left_behind: dict[str, dict[Subject, int]] = attrs.field(factory=dict)
    stars: dict[int, list[int | str]] = attrs.field(factory=dict)
    trash: list[tuple[Stored, str]] = attrs.field(factory=list)
    elements: dict[str, Element] = attrs.field(factory=dict)
    annotations: list[Json] = attrs.field(factory=list)
    sources: dict[int, Datasource] = attrs.field(factory=dict)
    teams: dict[int, Team] = attrs.field(factory=dict)
    accounts: dict[int, Account] = attrs.field(factory=dict)
    tokens: dict[str, Account] = attrs.field(factory=dict)
    passwords: dict[str, str] = attrs.field(factory=dict)
    alerting: Alerting = attrs.field(factory=Alerting)
    ids: Iterator[int] = attrs.field(factory=_counter)
    version_ids: Iterator[int] = attrs.field(factory=_counter)
    revisions: Iterator[int] = attrs.field(factory=lambda: itertools.count(_FIRST_REVISION))
    element_ids: Iterator[int] = attrs.field(factory=_counter)
    connection_ids: Iterator[int] = attrs.field(factory=_counter)
    annotation_ids: Iterator[int] = attrs.field(factory=_counter)
    source_ids: Iterator[int] = attrs.field(factory=_counter)
    team_ids: Iterator[int] = attrs.field(factory=_counter)
    account_ids: Iterator[int] = attrs.field(factory=_counter)
    token_ids: Iterator[int] = attrs.field(factory=_counter)
    own_ids: Iterator[int] = attrs.field(factory=lambda: itertools.count(_OWN))

    @property
    def is_unified(self) -> bool:
        """Whether dashboards and folders are kept as resources, with all that is said beside their specs."""
        drops = self.profile.has("old tables") if self.drops_annotations is None else self.drops_annotations
        return self.profile.has("unified storage") and not drops

    def keep(self, stored: Stored, title: str | None = None, uid: str | None = None) -> None:
        """Take in a dashboard or folder, under a new title and uid when they are said."""
        self.forget(stored)
        stored.title, stored.uid = title or stored.title, uid or stored.uid
        self.by_id[stored.id] = self.by_uid[stored.uid] = stored
        self.by_slug.setdefault(stored.slug, {})[stored.id] = stored

    def forget(self, stored: Stored) -> None:
        """Let go of a dashboard or folder."""
        self.by_id.pop(stored.id, None)
        self.by_uid.pop(stored.uid, None)
        self.by_slug.get(stored.slug, {}).pop(stored.id, None)

    def discard(self, stored: Stored) -> None:
        """Delete a dashboard or folder, which unified storage keeps in its trash."""
        self.forget(stored)
        if self.is_unified:
            self.trash.append((stored, now()))

    def star_key(self, stored: Stored) -> int | str:
        """What a star remembers of a dashboard, which decides what it outlives."""
        return stored.uid if self.profile.has("stars by uid") else stored.id

    def is_starred(self, account: Account, stored: Stored) -> bool:
        """Whether somebody has starred a dashboard."""
        return self.star_key(stored) in self.stars.get(account.id, ())

    def starred(self, account: Account) -> list[str]:
        """The uids of what somebody has starred, without what is no longer there."""
        known: dict[int | str, Stored] = {self.star_key(each): each for each in self.by_id.values()}
        return [known[key].uid for key in self.stars.get(account.id, ()) if key in known]

    def become(self, profile: Profile) -> None:
        """From here on be another release, in which a star may remember something else."""
        starred = {number: self.starred(self.accounts[number]) for number in self.stars}
        self.profile = profile
        self.stars = {number: [self.star_key(self.by_uid[uid]) for uid in uids] for number, uids in starred.items()}

    def above(self, stored: Stored) -> list[Stored]:
        """The folders that one is in, the nearest first."""
        found: list[Stored] = []
        folder = self.by_id.get(stored.folder_id)
        while folder is not None:
            found.append(folder)
            folder = self.by_id.get(folder.folder_id)
        return found

    def permissions_of(self, stored: Stored, uid: str) -> dict[Subject, int]:
        """The permissions that one has under a uid: those of its old uid stay behind, for whatever has that next."""
        if stored.uid == uid:
            return stored.permissions
        self.left_behind[stored.uid] = stored.permissions
        return self.left_behind.pop(uid, {})

    def alike(self, title: str, folder_id: int) -> Stored | None:
        """What has this title, as Grafana compares them, among all folders and the dashboards of one."""
        found = self.by_slug.get(slug(title), {}).values()
        return min((each for each in found if each.is_folder or each.folder_id == folder_id), default=None, key=_id)

    def folder(self, uid: str) -> Stored | None:
        """The folder with this uid."""
        found = self.by_uid.get(uid)
        return found if found is not None and found.is_folder else None

    def source(self, uid: str) -> Datasource | None:
        """The datasource with this uid."""
        return next((each for each in self.sources.values() if each.uid == uid), None)

    def login_of(self, account_id: int) -> str:
        """A user by the name to sign in with; Grafana shows nobody else."""
        account = self.accounts.get(account_id)
        return account.login if account is not None and account.is_user else "Anonymous"

    def user(self, login: str, role: Role = "Editor") -> Account:
        """The user who signs in with this name, a new one when there is none."""
        known = next((each for each in self.accounts.values() if each.login == login), None)
        return known or self.add(Account(id=next(self.account_ids), login=login, email=f"{login}@localhost", role=role))

    def add(self, account: Account) -> Account:
        """Take in a user or a service account."""
        self.accounts[account.id] = account
        return account

    def token(self, account: Account) -> str:
        """A new token of an account."""
        token = f"glsa_{secrets.token_hex(16)}_{secrets.token_hex(4)}"
        self.tokens[token] = account
        return token

    def own_token(self, role: Role) -> str:
        """A token of a service account that the double has for itself."""
        login = f"sa-double-{role.lower()}"
        return self.token(self.add(Account(id=next(self.own_ids), login=login, role=role, is_user=False)))

    def new_uid(self) -> str:
        """A uid as Grafana makes them, taken by nothing."""
        made = (secrets.token_urlsafe(7)[:9] for _ in itertools.count())
        return next(uid for uid in made if uid not in self.by_uid and self.source(uid) is None)


def _id(stored: Stored) -> int:
    return stored.id
