"""Draft suites from data: the relations a table keeps, with the rows that break them.

Exact whole numbers decide; doubles only propose. What is proposed carries its
support and more evidence than it takes to name it among all that was sought.
"""

from __future__ import annotations

from .infer import Draft, draft_of, infer

__all__ = ["Draft", "draft_of", "infer"]
