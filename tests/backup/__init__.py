"""Tests of backups, whose command has its own."""
