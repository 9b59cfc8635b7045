"""Runs: what each sync was about to write, kept below the project, so that it can be undone."""
