"""Everybody who is timed, in the order of the table, with what each cannot do."""

from __future__ import annotations

from dataclasses import dataclass

RETURNS = ("returns", "csv")
BY_HAND = "no rounding: shares and 100 with a float tolerance by hand; no gap"


@dataclass(frozen=True, slots=True)
class Contender:
    """`module` in this package; `packages` to install, none for those of this project.

    `environment` names the virtual environment they share; `limits` says what the
    contender does not do of the job.
    """

    name: str
    module: str
    cases: tuple[str, ...] = (*RETURNS, "groups")
    packages: tuple[str, ...] = ()
    environment: str = ""
    limits: str = ""


OURS = Contender("ours", "ours")
BARE = Contender("bare", "bare_scan", limits="reads and sums, checks nothing")
HAND = Contender("hand", "hand_written", limits="trusts types and printed decimals")

CONTENDERS = (
    OURS,
    BARE,
    HAND,
    Contender(
        "pandera-pandas",
        "pandera_pandas",
        RETURNS,
        ("pandera[pandas]", "pyarrow"),
        "peers",
        f"{BY_HAND}; one record for each column of a failing row",
    ),
    Contender("pandera-polars", "pandera_polars", RETURNS, ("pandera[polars]",), "peers", BY_HAND),
    Contender(
        "great-expectations",
        "great_expectations_pandas",
        RETURNS,
        ("great-expectations", "pyarrow"),
        "peers",
        f"{BY_HAND}; sums and shares need an expectation class of one's own",
    ),
    Contender(
        "pointblank",
        "pointblank_polars",
        RETURNS,
        ("pointblank", "polars"),
        "peers",
        f"{BY_HAND}; lists 500 rows a step unless told",
    ),
    Contender("dataframely", "dataframely_polars", RETURNS, ("dataframely",), "peers", BY_HAND),
    Contender(
        "validoopsie",
        "validoopsie_polars",
        RETURNS,
        ("validoopsie", "polars"),
        "peers",
        f"{BY_HAND}; sums and shares need a class of one's own; lists keys only",
    ),
    Contender(
        "banff",
        "banff_editstats",
        ("returns",),
        ("banff",),
        "banff",
        "linear edits only, so no shares; counts records, lists none",
    ),
)
