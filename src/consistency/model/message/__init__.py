"""What results say, in English, simplified and traditional Chinese; rendered when shown."""

from __future__ import annotations

from .catalogue import LANGUAGES, catalogue, counted, knows, say
from .sentence import assumption_text, diagnosis_text, message_id, reason_text, sentence
from .shown import figure_text, key_text, one_line, place_text

__all__ = [
    "LANGUAGES",
    "assumption_text",
    "catalogue",
    "counted",
    "diagnosis_text",
    "figure_text",
    "key_text",
    "knows",
    "message_id",
    "one_line",
    "place_text",
    "reason_text",
    "say",
    "sentence",
]
