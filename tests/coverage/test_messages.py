"""Messages: what people are told, where, and by a channel that they can trust."""

from collections.abc import Callable
from typing import Any

import pytest

from .build import Build, Document
from .judge import judge
from .rows import Row
from .shop import changed, row, shop_with
from .shop_alerts import (
    ALERTMANAGER,
    CHAT,
    GRAFANA,
    HOOK,
    MAIL,
    PAGER,
    PROMETHEUS,
    TEXT,
    TITLE,
    alertmanager,
    contact,
    policies,
    template,
)

LINKS = row("template_contains", value="runbook_url", slack_links=["silence", "dashboard", "runbook"])
TEXTS = row("receiver_template", kind="slack", title=TITLE, text=TEXT, send_resolved=True)
AUTH = row("webhook_auth")


def with_chat(**settings: Any) -> Build:
    """The shop with something else in the settings of its chat."""
    chat = {**CHAT, "settings": {**CHAT["settings"], **settings}}
    return shop_with(*GRAFANA[1:3], contact("pager", PAGER, chat, MAIL), template("template"), policies())


@pytest.mark.parametrize(
    ("asked", "build", "problem"),
    [
        (TEXTS, with_chat(title="Alert"), "the title of slack is 'Alert'"),
        (TEXTS, with_chat(text="{{ template `other` . }}"), "the text of slack is ''"),
        (
            TEXTS,
            shop_with(contact("chat", {**CHAT, "secureSettings": {}}), template("template")),
            "a slack has no key by reference",
        ),
        (
            TEXTS,
            shop_with(contact("chat", {**CHAT, "disableResolveMessage": True}), template("template")),
            "a slack is not told of recovery",
        ),
        (LINKS, with_chat(text="<{{ .X }}|Dashboard> <{{ .X }}|Runbook>"), "a message has no link for silence"),
        (LINKS, with_chat(text="silence dashboard runbook"), "a message has no link for silence"),
        (LINKS, shop_with(contact("chat", CHAT), template("template")), "nobody is told by mail or in the chat"),
        (
            LINKS,
            shop_with(contact("x", CHAT, {**MAIL, "settings": {"message": "Look."}}), template("template")),
            "a mail says nothing of runbook_url",
        ),
        (AUTH, shop_with(contact("hook", {**HOOK, "settings": {"url": "http://x"}})), "a webhook has no user"),
        (
            AUTH,
            shop_with(contact("hook", {**HOOK, "secureSettings": {"password": "hunter2"}})),
            "a webhook has no password by reference",
        ),
        (row("receiver", kind="slack", channel="#mill"), with_chat(), "no slack posts to #mill"),
        (row("receiver", kind="slack", channel_any_of=["#mill"]), with_chat(), "a slack posts to #shop"),
        (
            row("receiver", kind="slack", channel="#mill", severities=["critical"]),
            with_chat(),
            "critical is posted to #shop",
        ),
    ],
)
def test_what_is_wrong_with_a_message_is_named(asked: Row, build: Build, problem: str) -> None:
    """Texts, links, keys and channels each for themselves."""
    assert judge(asked, build)[0] == f"prod: {problem}"


def in_alertmanager(at: int, change: Callable[[Any], object]) -> tuple[Document, ...]:
    """The shop's Alertmanager with another receiver."""
    whole = changed(ALERTMANAGER, lambda one: change(one["receivers"][at]))
    return (PROMETHEUS[1], alertmanager(whole), template("alertmanager-template"))


@pytest.mark.parametrize(
    ("asked", "at", "change"),
    [
        (TEXTS, 1, lambda one: one["slack_configs"][0].update(title="Alert")),
        (LINKS, 0, lambda one: one["email_configs"][0].update(html="Look.")),
        (AUTH, 2, lambda one: one["webhook_configs"][0].pop("http_config")),
        (AUTH, 2, lambda one: one["webhook_configs"][0]["http_config"]["basic_auth"].update(password_file="")),
    ],
)
def test_alertmanagers_own_words_are_read(asked: Row, at: int, change: Callable[[Any], object]) -> None:
    """What holds there is missed when it is gone."""
    assert judge(asked, shop_with(*in_alertmanager(at, dict))) == []
    assert judge(asked, shop_with(*in_alertmanager(at, change))) != []


def test_buttons_are_links() -> None:
    """A message may have its links as buttons below it."""
    buttons = [{"type": "button", "text": each, "url": "{{ .X }}"} for each in ("Silence", "Dashboard", "Runbook")]
    plain = in_alertmanager(1, lambda one: one["slack_configs"][0].update(text="Look.", actions=buttons))
    assert judge(row("template_contains", value="silence"), shop_with(*plain)) == []
