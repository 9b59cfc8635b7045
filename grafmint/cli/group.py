"""The shape of the command line: what is told where a command or an argument does not exist."""

import shlex
from typing import Any

import click

# What other tools call it.
_ELSEWHERE = {
    "apply": "sync", "deploy": "sync", "push": "sync", "up": "sync", "diff": "plan", "serve": "preview",
    "lint": "check", "validate": "check", "compile": "build", "generate": "build",
}  # fmt: skip
_INIT = "there is nothing to set up: write a grafmint.toml, and `grafmint check` says what it lacks"


class Group(click.Group):
    """The commands; for one that does not exist the nearest is named."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of a line; raises UsageError where there is none of that name."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from grafmint.errors import UsageError

            raise UsageError(f"there is no command {args[0]!r}", hint=self._instead(args[0]))
        return super().resolve_command(ctx, args)

    def _instead(self, name: str) -> str:
        from grafmint.suggest import hint

        return _INIT if name == "init" else hint(_ELSEWHERE.get(name, name), self.commands)


class EnvCommand(click.Command):
    """A command without arguments, whose environment is an option: a word without one is told where it belongs."""

    allow_extra_args = True  # or click refuses them before we can

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; raises UsageError for a word that belongs to no option."""
        if ctx.args:
            from grafmint.errors import UsageError

            raise UsageError(f"unexpected argument {ctx.args[0]!r}", hint=self._instead(ctx.args[0]))
        return super().invoke(ctx)

    def _instead(self, word: str) -> str:
        return f"write --env {shlex.quote(word)}"
