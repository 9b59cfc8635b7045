"""Objectives: their numbers, their rules on trial, their boards."""
