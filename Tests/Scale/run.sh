#!/usr/bin/env bash
# Tries what runs past one machine: run.sh BINARY RECORDS. Starts a PostgreSQL cluster, a Spark master and two workers on this machine, and stops them by
# their process ids. Needs postgresql-15, java, and pyspark in $PYTHON (default python3).
set -euo pipefail
binary=$1
records=${2:-20000}
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
postgres=/usr/lib/postgresql/15/bin
scratch=$(mktemp -d /tmp/onrecord-scale.XXXXXX)
chmod 755 "$scratch"
started=()
owner=""
cleanup() {
  for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
  [ ! -d "$scratch/cluster/data" ] || as_owner "$postgres/pg_ctl" -D "$scratch/cluster/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$scratch"
}
trap cleanup EXIT
as_owner() { if [ -n "$owner" ]; then runuser -u "$owner" -- "$@"; else "$@"; fi; }
now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }

# PostgreSQL: the same answers as SQLite, by the same commands.
if [ -x "$postgres/initdb" ]; then
  mkdir "$scratch/cluster"
  if [ "$(id -u)" = 0 ]; then owner=postgres; chown "$owner" "$scratch/cluster"; fi
  (cd /tmp && as_owner "$postgres/initdb" -D "$scratch/cluster/data" -U onrecord -A trust -E UTF8 --locale=C.UTF-8 >/dev/null)
  (cd /tmp && as_owner "$postgres/pg_ctl" -D "$scratch/cluster/data" -w -l "$scratch/cluster/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$scratch/cluster'" start >/dev/null)
  "$postgres/createdb" -h "$scratch/cluster" -U onrecord news
  database="postgresql://onrecord@/news?host=$scratch/cluster"
  export SOURCE_DATE_EPOCH=1700000000
  "$binary" ingest --quiet "$here/../../Corpus" --index "$scratch/news.db"
  "$binary" ingest --quiet "$here/../../Corpus" --index "$database"
  for command in "quotes money" "quotes --type all the" "figures --unit percent" "officials police" "articles --stories" "quotes --facets the" \
    "quotes \"the NEAR/3 city\" --sort date" "figures --conflicts" "person Odile Marchetti" "export quotes" "export all --format bulk -o $scratch/rows"; do
    for index in "$scratch/news.db" "$database"; do
      # shellcheck disable=SC2086
      eval "\"$binary\" $command --index '$index'" >"$scratch/answer.${#index}" 2>"$scratch/notes.${#index}" || [ $? = 3 ]
    done
    cmp "$scratch"/answer.* || { echo "PostgreSQL answers otherwise: $command"; exit 1; }
    cmp "$scratch"/notes.* || { echo "PostgreSQL tells otherwise: $command"; exit 1; }
    rm "$scratch"/answer.* "$scratch"/notes.*
  done
  "$binary" check --index "$database"
  echo "PostgreSQL: the same answers as SQLite"
else
  echo "PostgreSQL 15's server is not installed (apt-get install postgresql-15): left out"
fi

# Spark: the same bytes as one machine, also when a worker is lost.
if ! "$python" -c 'import pyspark' 2>/dev/null || ! command -v java >/dev/null; then
  echo "pyspark or java is not installed: Spark is left out"
  exit 0
fi
home=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON=$python SPARK_LOG_DIR=$scratch
"$python" "$here/multiply.py" "$here/../../Corpus" "$records" "$scratch/in.jsonl"
launch() {
  "$home/bin/spark-class" "$@" >"$scratch/${1##*.}.$RANDOM.log" 2>&1 &
  started+=($!)
}
launch org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 17077 --webui-port 18080
for attempt in $(seq 60); do (exec 3<>/dev/tcp/127.0.0.1/17077) 2>/dev/null && break; sleep 0.5; done
for worker in 1 2; do
  launch org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 1g --webui-port $((18080 + worker)) \
    --work-dir "$scratch/work$worker" spark://127.0.0.1:17077
done
lost=${started[2]}
submit() {
  "$home/bin/spark-submit" --master spark://127.0.0.1:17077 --driver-memory 1g --executor-memory 700m --conf spark.ui.enabled=false \
    --files "$binary" "$here/../../Sources/Spark/onrecord_spark.py" --parts 8 --output "$1" "$scratch/in.jsonl" 2>"$1.log"
}
sorted() { cat "$1"/records/part-* | LC_ALL=C sort | sha256sum; }
start=$(now)
"$binary" extract --jobs 2 --input-format jsonl - <"$scratch/in.jsonl" 2>"$scratch/failures" | LC_ALL=C sort | sha256sum >"$scratch/alone" || true
echo "one process, two threads: $(since "$start") s"
start=$(now)
submit "$scratch/whole"
echo "Spark, two workers of one core, tables included: $(since "$start") s"
sorted "$scratch/whole" | cmp - "$scratch/alone"
[ "$(cat "$scratch"/whole/failures/part-* | wc -l)" = "$(grep -vc warning: "$scratch/failures")" ]
start=$(now)
submit "$scratch/halved" &
job=$!
for attempt in $(seq 600); do [ -e "$scratch/halved/_extracted" ] && break; sleep 0.1; done
sleep 3
# The worker's executors are its children; with a machine all of them are lost.
# shellcheck disable=SC2046
kill -9 "$lost" $(pgrep -P "$lost") 2>/dev/null || true
wait "$job"
echo "Spark, one worker killed on the way: $(since "$start") s"
sorted "$scratch/halved" | cmp - "$scratch/alone"
echo "Spark: $records records, byte for byte those of one process, with both workers and with one"
