#!/usr/bin/env python3
"""Extraction on Apache Spark: the `onrecord` binary as a filter on every executor.

    spark-submit --master spark://HOST:7077 --files /usr/bin/onrecord onrecord_spark.py \
        --format jsonl --output hdfs:///records 'hdfs:///news/*.jsonl'

The inputs are JSON Lines (split by lines, wherever Spark can read them), or whole files by path (WARC, HTML, text and all that
`onrecord extract` reads), which every executor must see under the same path. Below --output are written

    records/    a JSON record a line, byte for byte what `onrecord extract` prints on one machine
    failures/   JSON Lines: the input that gave no record, and why
    quotes/ figures/ officials/ articles/    Parquet, parted by the day of publication

An input that fails is a row of failures; one that ends the binary is looked for by halving and is one as well. A worker that is
lost costs what it was doing: Spark runs those parts again, and what was written by halves is not taken.

README.md tells what the executors need.
"""

import argparse
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import threading

BINARY = "onrecord"
LINE = re.compile(r"standard input, line (\d+): (.*)", re.S)


# The rows that an executor gives: what they hold, how many lines, and the lines themselves as bytes. Records stand together in
# rows of about so many bytes, because a row for each would cost more than the record's own way from Python to the JVM.
ROWS = "kind string, count int, lines binary"
ROW_BYTES = 1 << 18


class Extractor:
    """Runs the binary over inputs; gives rows of records and of failures for them (see ROWS). Inputs are bytes."""

    def __init__(self, binary, arguments):
        self.binary = binary
        self.arguments = arguments

    def _run(self, operands, text):
        """What stands on standard output, the messages on standard error, and the exit status."""
        environment = dict(os.environ)
        # Libraries that travel with the job stand beside the binary.
        folder = os.path.dirname(self.binary)
        environment["LD_LIBRARY_PATH"] = os.pathsep.join(filter(None, [folder, environment.get("LD_LIBRARY_PATH")]))
        with tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(
                [self.binary, "extract", "--jobs", "1", *self.arguments, *operands],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment)

            def feed():
                try:
                    if text is not None:
                        process.stdin.write(text)
                    process.stdin.close()
                except BrokenPipeError:
                    pass

            feeder = threading.Thread(target=feed, daemon=True)
            feeder.start()
            output = process.stdout.read()
            feeder.join()
            status = process.wait()
            errors.seek(0)
            # Names of files may be any bytes.
            return output, os.fsdecode(errors.read()).splitlines(), status

    @staticmethod
    def _failure(source, message):
        row = {"input": source.decode("utf-8", "replace")[:4000], "message": os.fsencode(message).decode("utf-8", "replace")}
        line = json.dumps(row, ensure_ascii=False)
        return "failure", 1, line.encode("utf-8")

    @staticmethod
    def _records(output):
        """The records, each a line, in rows of whole lines."""
        start = 0
        while start < len(output):
            end = output.find(b"\n", min(start + ROW_BYTES, len(output)) - 1)
            end = len(output) if end < 0 else end
            # The writer of the rows sets the last line break.
            yield "record", output.count(b"\n", start, end) + 1, output[start:end]
            start = end + 1

    def lines(self, inputs):
        """Inputs that are lines of JSON."""
        if not inputs:
            return
        output, messages, status = self._run(["--input-format", "jsonl", "-"], b"\n".join(inputs) + b"\n")
        if status not in (0, 1):
            yield from self._halves(inputs, self.lines, status, messages)
            return
        yield from self._records(output)
        for message in messages:
            found = LINE.search(message)
            if found and "warning:" not in message:
                yield self._failure(inputs[int(found.group(1)) - 1], found.group(2))

    def files(self, inputs):
        """Inputs that are paths of files."""
        if not inputs:
            return
        output, messages, status = self._run(list(inputs), None)
        if status not in (0, 1):
            yield from self._halves(inputs, self.files, status, messages)
            return
        yield from self._records(output)
        for message in messages:
            if "warning:" not in message:
                # A path may begin another one: the longest is meant.
                named = [path for path in inputs if path in os.fsencode(message)] or (inputs if len(inputs) == 1 else [b""])
                source = max(named, key=len)
                yield self._failure(source, message.removeprefix("onrecord: "))

    def _halves(self, inputs, run, status, messages):
        if status == 127 or any("error while loading shared libraries" in message for message in messages):
            raise RuntimeError("the binary does not run on this executor: " + "; ".join(messages))
        if len(inputs) == 1:
            yield self._failure(inputs[0], f"the extraction ended with status {status}")
            return
        middle = len(inputs) // 2
        yield from run(inputs[:middle])
        yield from run(inputs[middle:])


def binary_of_executor():
    """The binary that travelled with the job (--files), made executable; else one on the executor's PATH."""
    from pyspark import SparkFiles

    path = SparkFiles.get(BINARY)
    if not os.path.exists(path):
        return BINARY
    if not os.access(path, os.X_OK):
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR | stat.S_IRUSR)
    return path


def batches(inputs, size, most_bytes=32 << 20):
    """Lists of inputs, bounded in number and length, so that memory is."""
    batch, length = [], 0
    for text in inputs:
        batch.append(text)
        length += len(text)
        if len(batch) == size or length > most_bytes:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def work(of_lines, arguments, size):
    """What an executor does with the inputs of a part."""

    def part(inputs):
        extractor = Extractor(binary_of_executor(), arguments)
        for batch in batches(inputs, size):
            yield from (extractor.lines if of_lines else extractor.files)(batch)

    return part


# The record's parts, as its schema has them (onrecord's record.schema.json).
SPAN = "struct<start:bigint,end:bigint,text:string>"
QUOTE = (
    f"struct<id:string,start:bigint,end:bigint,text:string,kind:string,type:string,group:string,speaker:string,speaker_kind:string,"
    f"official:string,speaker_mention:{SPAN},cue:{SPAN},confidence:double,speaker_confidence:double>")
FIGURE = (
    "struct<id:string,start:bigint,end:bigint,text:string,value:double,value_high:double,bound:string,tolerance:double,vague:boolean,"
    "unit:string,unit_text:string,unit_kind:string,change:string,role:string,`from`:double,"
    "compared_to:struct<value:double,period:string>,status:string,price_year:bigint,concept:string,period:string,period_text:string,"
    "attributed_to:string,quote:string,same_as:string,confidence:double,concept_confidence:double,period_confidence:double,"
    "attributed_to_confidence:double>")
OFFICIAL = (
    f"struct<id:string,name:string,title:string,title_span:{SPAN},organization:string,sector:string,mentions:array<{SPAN}>,"
    "confidence:double,organization_confidence:double>")
ARTICLE = [
    "id", "source", "url", "canonical_url", "site", "title", "authors", "published", "modified", "language", "provenance", "length",
    "quote_count", "figure_count", "official_count",
]
RECORD = (
    "struct<id:string,source:string,url:string,canonical_url:string,site:string,title:string,authors:array<string>,published:string,"
    f"modified:string,language:string,text:string,quotes:array<{QUOTE}>,figures:array<{FIGURE}>,officials:array<{OFFICIAL}>,"
    "provenance:struct<retrieved:string,content_sha256:string,media_type:string,encoding:string,"
    "warc:struct<record_id:string,offset:bigint>,extractor:string,rules:string>>")


def write_tables(spark, output):
    """The four tables, made of the records that have been written."""
    from pyspark.sql import functions as f

    lines = spark.read.text(f"{output}/records")
    record = lines.select(f.from_json("value", RECORD, {"mode": "FAILFAST"}).alias("r")).select("r.*")
    # A day as the outlet writes it; articles without one stand in a part of their own.
    record = record.withColumn("day", f.regexp_extract("published", r"^\d{4}-\d{2}-\d{2}", 0)).withColumn(
        "day", f.when(f.length("day") == 10, f.col("day")).otherwise(f.lit(None)))
    head = [f.col("id").alias("article_id"), "title", "site", "url", "published", "day"]
    for table in ("quotes", "figures", "officials"):
        found = record.select(
            *[c if not isinstance(c, str) else f.col(c).alias({"title": "article_title", "site": "outlet"}.get(c, c)) for c in head],
            f.explode(table).alias("finding"))
        found.select("finding.*", *[c for c in found.columns if c != "finding"]).write.partitionBy("day").parquet(f"{output}/{table}")
    articles = (
        record.withColumn("length", f.length("text")).withColumn("quote_count", f.size("quotes"))
        .withColumn("figure_count", f.size("figures")).withColumn("official_count", f.size("officials")))
    articles.select(*ARTICLE, "day").write.partitionBy("day").parquet(f"{output}/articles")


def rename(spark, old, new):
    """Renames a folder in whichever file system the job writes to."""
    path = spark._jvm.org.apache.hadoop.fs.Path
    old, new = path(old), path(new)
    system = old.getFileSystem(spark._jsc.hadoopConfiguration())
    if system.exists(old):
        system.rename(old, new)
    else:
        system.mkdirs(new)


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("inputs", nargs="+", help="JSON Lines: whatever Spark reads; else files, or folders that are walked")
    parser.add_argument("--format", choices=["jsonl", "files"], default="jsonl", help="lines of JSON, or whole files by path (WARC, HTML, text)")
    parser.add_argument("--output", required=True, help="a new folder")
    parser.add_argument("--map", default=None, help="as onrecord extract --map")
    parser.add_argument("--parts", type=int, default=0, help="how many parts the inputs are worked on in; default two for each core")
    parser.add_argument("--batch", type=int, default=0, help="inputs for one run of the binary; default 5,000 lines or 64 files")
    parser.add_argument("--no-tables", action="store_true", help="write records and failures alone")
    options = parser.parse_args(words)

    from pyspark.sql import Observation, SparkSession
    from pyspark.sql import functions as f

    spark = SparkSession.builder.appName("onrecord extract").getOrCreate()
    context = spark.sparkContext
    parts = options.parts or 2 * context.defaultParallelism
    arguments = ["--map", options.map] if options.map else []
    if options.format == "jsonl":
        # Lines stay bytes: nothing here reads them.
        inputs = context.textFile(",".join(options.inputs), parts, use_unicode=False)
        if inputs.getNumPartitions() > 4 * parts:
            inputs = inputs.coalesce(parts)
        inputs = inputs.filter(lambda line: line.strip())
    else:
        paths = []
        for path in options.inputs:
            if os.path.isdir(path):
                paths += [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]
            else:
                paths.append(path)
        paths.sort()
        # Neighbours are often of one size: they are dealt out like cards.
        inputs = context.parallelize(map(os.fsencode, paths), max(1, min(parts, len(paths))))
    of_lines = options.format == "jsonl"
    found = inputs.mapPartitions(work(of_lines, arguments, options.batch or (5000 if of_lines else 64)))
    staging = f"{options.output}/_extracted"
    # Both files of a part are open at once, so that its rows need not be sorted by kind first.
    spark.conf.set("spark.sql.maxConcurrentOutputFileWriters", 2)
    rows = spark.createDataFrame(found, ROWS, verifySchema=False)
    # Counted while they are written, in tasks that succeed: a part that is run again counts once.
    seen = Observation("found")
    counts = [f.coalesce(f.sum(f.when(f.col("kind") == kind, f.col("count"))), f.lit(0)).alias(kind) for kind in ("record", "failure")]
    rows.observe(seen, *counts).select("kind", f.col("lines").cast("string")).write.partitionBy("kind").text(staging)
    rename(spark, f"{staging}/kind=record", f"{options.output}/records")
    rename(spark, f"{staging}/kind=failure", f"{options.output}/failures")
    done = spark._jvm.org.apache.hadoop.fs.Path(staging)
    done.getFileSystem(spark._jsc.hadoopConfiguration()).delete(done, True)
    if not options.no_tables:
        write_tables(spark, options.output)
    print(f"{options.output}: {seen.get['record']} records, {seen.get['failure']} failures", file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    main()
