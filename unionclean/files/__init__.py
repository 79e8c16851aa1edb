"""Reading and writing files safely: encodings, line ends, atomic writes, JSONL and Parquet streams.

Nothing here prints, and nothing here knows a step: a function ``str -> str`` comes in, files go out.
"""
