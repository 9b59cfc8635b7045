"""Tests of compiling: from resources to documents."""
