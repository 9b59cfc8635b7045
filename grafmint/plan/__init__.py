"""Plan: what a sync would do, computed from a bundle and a snapshot; it writes nothing."""

from grafmint.plan.choices import Choices
from grafmint.plan.plan import Plan
from grafmint.plan.planner import make_plan
from grafmint.plan.step import Step

__all__ = ["Choices", "Plan", "Step", "make_plan"]
