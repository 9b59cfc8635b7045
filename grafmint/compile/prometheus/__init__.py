"""Prometheus and Alertmanager: rules and notifications as the files that they read.

Each module is a pure function from documents to documents; `files` writes them.
"""
