"""Decides whether reported numbers agree.

`check(data, checks=SUITE)` returns a `Report`; nothing heavy is imported for it
before a DataFrame or a Parquet file needs it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from .errors import ConsistencyError, DiscrepancyError, InputError, SchemaError, SuiteError
from .version import __version__

if TYPE_CHECKING:
    from .api import Report, check

__all__ = [
    "ConsistencyError",
    "DiscrepancyError",
    "InputError",
    "Report",
    "SchemaError",
    "SuiteError",
    "__version__",
    "check",
]


def _refuse_namesake() -> None:
    """Another project has the import name too; installed over each other both are broken."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for entry in os.listdir(here):
        if entry.startswith("consistency-") and entry.endswith((".dist-info", ".egg-info")):
            raise ImportError(
                f"two distributions install the package 'consistency' here: consistency-checks "
                f"and {entry.rpartition('.')[0]}. Uninstall one: 'pip uninstall consistency', "
                f"then 'pip install --force-reinstall consistency-checks'."
            )


_refuse_namesake()


def __getattr__(name: str) -> Any:
    if name in ("Report", "check"):
        from . import api

        return getattr(api, name)
    raise AttributeError(f"module 'consistency' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
