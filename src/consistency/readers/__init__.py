"""One format a file: paths, streams and data in memory to plain grids.

Text first: a cell is what was printed, never a number made of it; what it means
is for `layout` and the number grammar to say.
"""

from __future__ import annotations

from .inputs import expand
from .memory import read_data
from .reading import read
from .wanted import Wanted

__all__ = ["Wanted", "expand", "read", "read_data"]
