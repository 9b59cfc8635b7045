"""Access: folders that say who may see them, and secrets that nobody sees."""

from typing import Any

import pytest

from .build import Output
from .judge import judge
from .shop import CLOUD, FOLDER, output, row, shop


@pytest.mark.parametrize(
    "permissions",
    [
        None,
        [],
        [{"team": "dba", "permission": "View"}],
        [{"role": "Viewer"}],
        [{"role": "Nobody", "permission": "View"}],
    ],
)
def test_a_folder_must_say_what_a_role_may_do(permissions: Any) -> None:
    """A folder without a role's permission leaves open who may see it."""
    build = shop(prod=output(folder={**FOLDER, "permissions": permissions}))
    assert judge(row("folder_permissions"), build) == ["prod: folder 'team' says of no role what it may do"]


def test_access_needs_folders() -> None:
    """Without folders nobody is kept from anything."""
    build = shop(prod=Output(output().documents[1:]))
    assert judge(row("folder_permissions"), build) == ["prod: there is no folder"]


@pytest.mark.parametrize(
    ("part", "is_secret"),
    [
        ({"secureJsonData": {"note": "hunter2"}}, True),
        ({"secureJsonData": {"accessKey": "$ACCESS_KEY"}}, False),
        ({"secureJsonData": {"accessKey": "${ACCESS_KEY}"}}, False),
        ({"secureJsonData": {"accessKey": "$__file{/run/secrets/key}"}}, False),
        ({"jsonData": {"password": "hunter2"}}, True),
        ({"jsonData": {"apiKey": ""}}, False),
        ({"url": "https://robot:hunter2@cloud"}, True),
        ({"url": "https://cloud:443/@home"}, False),
        ({"jsonData": {"note": "glsa_0123456789abcdefghijklmn"}}, True),
        ({"jsonData": {"headers": ["Bearer abcdef012345"]}}, True),
        ({"jsonData": {"note": "the token is kept elsewhere"}}, False),
        ({"receivers": [{"routing_key": "hunter2"}]}, True),
        ({"receivers": [{"routing_key_file": "secrets/pager"}]}, False),
        ({"receivers": [{"password_file": "secrets/mail"}]}, False),
    ],
)
def test_a_secret_is_found_and_never_shown(part: dict[str, Any], is_secret: bool) -> None:
    """A secret is found by where it stands or by how it looks; a reference to one is none."""
    problems = judge(row("no_plaintext_secrets"), shop(prod=output(cloud={**CLOUD, **part})))
    assert len(problems) == is_secret
    assert "hunter2" not in str(problems)
