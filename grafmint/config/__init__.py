"""grafmint.toml: the environments of a project, and the only place that reads credentials."""

from grafmint.config.project import Config, read

__all__ = ["Config", "read"]
