"""Checks the tables of a Spark job: tables.py FOLDER compares the Parquet tables, parted by day, with the records beside them, row by row."""
import glob
import json
import sys

import pyarrow.dataset as ds

folder = sys.argv[1]
records = [json.loads(line) for path in glob.glob(f"{folder}/records/part-*") for line in open(path, encoding="utf-8")]
days = {(record["published"] or "")[:10] for record in records}


def key(row):
    return json.dumps(row, sort_keys=True, ensure_ascii=False, default=str)


def plain(value):
    """A Parquet value as JSON has it: fields that are not there are left out."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value


def numbers(value):
    if isinstance(value, dict):
        return {name: numbers(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [numbers(part) for part in value]
    # JSON writes 3 for 3.0.
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


for table in ("quotes", "figures", "officials"):
    rows = ds.dataset(f"{folder}/{table}", format="parquet", partitioning="hive").to_table().to_pylist()
    own = {"article_id", "article_title", "outlet", "url", "published", "day"}
    found = sorted(key(numbers({"article": row["article_id"], **{k: v for k, v in row.items() if k not in own}})) for row in rows)
    wanted = sorted(key(numbers({"article": record["id"], **finding})) for record in records for finding in record[table])
    assert found == wanted, f"{table}: {len(found)} rows, {len(wanted)} findings; {next((p for p in zip(found, wanted) if p[0] != p[1]), '')}"
    print(f"{table}: {len(found)} rows as in the records")
rows = ds.dataset(f"{folder}/articles", format="parquet", partitioning="hive").to_table().to_pylist()
assert sorted(row["id"] for row in rows) == sorted(record["id"] for record in records)
counts = {record["id"]: len(record["quotes"]) for record in records}
assert all(row["quote_count"] == counts[row["id"]] for row in rows)
parts = {path.rsplit("day=", 1)[1] for path in glob.glob(f"{folder}/articles/day=*")}
assert parts == {day if len(day) == 10 else "__HIVE_DEFAULT_PARTITION__" for day in days}, sorted(parts ^ days)[:5]
print(f"articles: {len(rows)} rows in {len(parts)} parts by day")
