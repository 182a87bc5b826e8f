"""Multiplies the corpus: multiply.py CORPUS COUNT OUT.jsonl writes so many texts, each with an id of its own; every 997th line is no input."""
import glob
import json
import sys

folder, count, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
records = [json.load(open(path, encoding="utf-8")) for path in sorted(glob.glob(folder + "/*.json"))]
records = [record for record in records if isinstance(record, dict) and record.get("text")]
with open(out, "w", encoding="utf-8") as file:
    for number in range(count):
        record = records[number % len(records)]
        line = {key: record.get(key) for key in ("text", "title", "published", "site") if record.get(key)}
        file.write(json.dumps({"id": f"copy-{number:08}", **line}, ensure_ascii=False) + "\n")
        if number % 997 == 0:
            file.write(json.dumps({"id": f"no-input-{number}"}) + "\n")
