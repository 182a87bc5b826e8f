"""Multiplies the corpus: multiply.py CORPUS COUNT OUT.jsonl [CHARACTERS] writes so many texts, each with an id of its own and cut behind a paragraph of so
many characters; every 997th line is no input."""
import glob
import json
import sys

folder, count, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
most = int(sys.argv[4]) if len(sys.argv) > 4 else 0
records = [json.load(open(path, encoding="utf-8")) for path in sorted(glob.glob(folder + "/*.json"))]
records = [record for record in records if isinstance(record, dict) and record.get("text")]
for record in records:
    end = record["text"].find("\n\n", most) if most else -1
    if end > 0:
        record["text"] = record["text"][:end]
with open(out, "w", encoding="utf-8") as file:
    for number in range(count):
        record = records[number % len(records)]
        line = {key: record.get(key) for key in ("text", "title", "published", "site") if record.get(key)}
        file.write(json.dumps({"id": f"copy-{number:08}", **line}, ensure_ascii=False) + "\n")
        if number % 997 == 0:
            file.write(json.dumps({"id": f"no-input-{number}"}) + "\n")
