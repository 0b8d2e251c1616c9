"""The passes that turn a text into a document, in order."""

from __future__ import annotations

from dataclasses import replace

from .clauses import clauses_of
from .cues import cues_of
from .document import Document
from .folding import fold
from .quantities import with_quantities


def read_document(name: str, raw: str) -> Document:
    """The document a text makes: folded, parted, its cues and quantities found."""
    document = Document(name, raw, fold(raw))
    for add in (_with_clauses, _with_cues, with_quantities):
        document = add(document)
    return document


def _with_clauses(document: Document) -> Document:
    clauses = clauses_of(document.folded.text)
    spans: list[tuple[int, int]] = []
    for clause in clauses:
        if clause.sentence == len(spans):
            spans.append((clause.start, clause.end))
        else:
            spans[-1] = (spans[-1][0], clause.end)
    return replace(document, clauses=clauses, _sentences=tuple(spans))


def _with_cues(document: Document) -> Document:
    cues = cues_of(document.plain)
    return replace(document, cues=cues, _cue_starts=tuple(cue.start for cue in cues))
