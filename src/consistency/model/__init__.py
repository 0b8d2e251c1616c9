"""Figures, intervals, edits, reports: the exact core, standard library only.

No binary float enters: every number is an `int` or a `Fraction` made from the
printed digits.
"""
