"""The same job on Spark: one pandas UDF that returns the row of a page.

    spark-submit --py-files pages.py,clean_page.py run_spark.py crawl/*.jsonl.gz -o cleaned

unionclean, trafilatura and pyarrow must be installed where the executors run.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pandas
from clean_page import Rejected, clean_page
from pages import Page
from pyspark.sql import SparkSession

ROW = (
    "id string, text string, changed boolean, probable int, unrepaired int, spam boolean, kinds array<string>, "
    "unionclean_version string, reason string"
)


def clean_rows(batches: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
    """Yield the rows of each batch of pages; of a rejected page only ``id`` and ``reason`` are set."""
    columns = [column.split()[0] for column in ROW.split(", ")]
    for batch in batches:
        rows = []
        for record in batch.to_dict("records"):
            name = str(record.get("url") or record.get("id"))
            result = clean_page(Page(name, record.get("html"), record.get("text")))
            rows.append(result._asdict() if isinstance(result, Rejected) else result)
        yield pandas.DataFrame(rows, columns=columns).astype(object).where(lambda frame: frame.notna(), None)


def main(arguments: list[str] | None = None) -> int:
    """Run the job: ``OUT/pages`` and ``OUT/rejected`` are Parquet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="FILE", help=".jsonl or .jsonl.gz")
    parser.add_argument("-o", "--out", required=True, help="folder of the output")
    options = parser.parse_args(arguments)
    spark = SparkSession.builder.getOrCreate()
    pages = spark.read.json(options.paths)
    rows = pages.mapInPandas(clean_rows, ROW).cache()
    rows.where("reason is null").drop("reason").write.mode("overwrite").parquet(f"{options.out}/pages")
    rows.where("reason is not null").select("id", "reason").write.mode("overwrite").parquet(f"{options.out}/rejected")
    spark.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
