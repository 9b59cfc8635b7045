"""Alerting: from alerts, rules, contact points and policies to documents, one noun a file."""
