"""Spark judges random cases by the printed statement exactly as the interpreter does; `make test-spark`."""

import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from datmag.rulebook.fact import FACTS
from tests.rulebook.engines import rows_of, statement_of, write_csv
from tests.rulebook.lots import Lot
from tests.rulebook.reference import ANSWERS, Row
from tests.spark.lots import STATEMENTS, expected, lot

_TYPES = {"moment": "BIGINT", "number": "INT", "bool": "INT"}


@contextmanager
def session(folder: Path) -> Iterator[SparkSession]:
    """Open a Spark of two threads on this machine only, without its pages."""
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder),
        "spark.sql.shuffle.partitions": "2",
        # The statement is larger than one Java method may be: Spark would try, fail and fall back each time.
        "spark.sql.codegen.wholeStage": "false",
        # The statement names what it uses twice: Spark need not look for it again.
        "spark.sql.subexpressionElimination.enabled": "false",
    }
    builder: Any = SparkSession.builder
    opened = builder.master("local[2]").config(map=settings).getOrCreate()
    opened.sparkContext.setLogLevel("ERROR")
    try:
        yield opened
    finally:
        opened.stop()


def judged(spark: SparkSession, of: Lot, folder: Path) -> list[Row]:
    """Store the cases of a lot and judge them with one statement."""
    path = folder / f"{of.number}.csv"
    write_csv(path, rows_of(of))
    columns = [f"{name} {_TYPES.get(FACTS[name].kind, 'STRING')}" for name in of.columns]
    spark.read.schema(", ".join(["number INT", *columns])).csv(str(path)).createOrReplaceTempView("facts")
    rows = sorted(map(tuple, spark.sql(statement_of(of, "facts", "spark")).collect()))
    return [row[1:] for row in rows]


def main() -> int:
    """Judge everything; show the differences and give 1 where there are any."""
    began, wrong, count = time.monotonic(), 0, 0
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="datmag-spark-") as name, ProcessPoolExecutor(1, spawn) as beside:
        folder = Path(name)
        answers = beside.map(expected, range(STATEMENTS))
        with session(folder) as spark:
            for number, rows in zip(range(STATEMENTS), answers, strict=True):
                of = lot(number)
                for case, one, other in zip(of.cases, rows, judged(spark, of, folder), strict=True):
                    count += 1
                    if one != other:
                        wrong += 1
                        both = dict(zip(ANSWERS, zip(one, other, strict=True), strict=True))
                        _say(json.dumps({"policy": of.policy.name, "case": case.json(), "answers": both}))
    _say(f"spark: {count} cases, {wrong} differences, {time.monotonic() - began:.0f} s")
    return int(wrong > 0)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
