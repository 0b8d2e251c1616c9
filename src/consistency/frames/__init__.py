"""The one seam to dataframe backends: edits over columns, as one screen of a whole table.

What an edit asks of a row is compiled once (`rules`), and evaluated either on blocks of
int64 arrays (`kernel`, for everything polars reads) or as one expression (`expression`,
for everything else narwhals knows, duckdb and Spark among them). No check knows of it.
"""
