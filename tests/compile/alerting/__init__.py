"""Tests of alerting: from alerts, rules and policies to documents."""
