"""Compile: from values to canonical documents."""

from grafmint.compile.compiler import compile_project

__all__ = ["compile_project"]
