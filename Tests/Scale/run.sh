#!/usr/bin/env bash
# Tests what runs on several machines: run.sh BINARY RECORDS [postgresql|spark|overhead]; by default the first two. Starts PostgreSQL clusters, a Spark
# master and two workers on this machine, and stops them by their process ids. Needs postgresql-15, java, and pyspark and pyarrow in $PYTHON (default
# python3). overhead compares Spark with the binary run by hand, on RECORDS texts of about $CHARACTERS characters (400).
set -euo pipefail
binary=$1
records=${2:-20000}
part=${3:-all}
here=$(cd "$(dirname "$0")" && pwd)
corpus=$here/../../Corpus
python=${PYTHON:-python3}
postgres=/usr/lib/postgresql/15/bin
# Java only carries lines here. Its optimizing compiler would take more time at the start than it saves.
java_options="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
scratch=$(mktemp -d /tmp/onrecord-scale.XXXXXX)
chmod 755 "$scratch"
started=()
owner=""
cleanup() {
  for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
  for data in "$scratch"/*/data; do
    [ ! -d "$data" ] || as_owner "$postgres/pg_ctl" -D "$data" -m immediate -w stop >/dev/null 2>&1 || true
  done
  for process in "${started[@]}"; do wait "$process" 2>/dev/null || true; done
  rm -rf "$scratch"
}
trap cleanup EXIT
# The server's owner may have no access to the folder in which this was started.
as_owner() { (cd /tmp && if [ -n "$owner" ]; then runuser -u "$owner" -- "$@"; else "$@"; fi); }
now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }

# A separate cluster; its socket is in the folder of its name.
cluster() {
  mkdir "$scratch/$1"
  if [ "$(id -u)" = 0 ]; then owner=postgres; chown "$owner" "$scratch/$1"; fi
  as_owner "$postgres/initdb" -D "$scratch/$1/data" -U onrecord -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  as_owner "$postgres/pg_ctl" -D "$scratch/$1/data" -w -l "$scratch/$1/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$scratch/$1'" start >/dev/null
  "$postgres/createdb" -h "$scratch/$1" -U onrecord news
}
query() { "$postgres/psql" -X -q -v ON_ERROR_STOP=1 -h "$scratch/$1" -U onrecord -At news; }

# The same commands on a file and on a server give the same answers and messages.
same_answers() {
  for command in "quotes money" "quotes --type all the" "figures --unit percent" "officials police" "articles --stories" "quotes --facets the" \
    "quotes 'the NEAR/3 city' --sort date" "quotes '\"the city\" OR river -police'" "quotes --since 2016 --until 2018 the" "figures --conflicts" \
    "person Odile Marchetti" "stats --by month" "export quotes" "export all --format csv -o $scratch/rows/" \
    "export all --format bulk -o $scratch/rows/"; do
    for index in "$scratch/news.db" "$1"; do
      eval "\"$binary\" $command --index '$index'" >"$scratch/answer.${#index}" 2>"$scratch/notes.${#index}" || [ $? = 3 ]
      [ ! -d "$scratch/rows" ] || { (cd "$scratch/rows" && sha256sum -- *) >>"$scratch/answer.${#index}"; rm -r "$scratch/rows"; }
    done
    cmp "$scratch"/answer.* || { echo "$2 answers otherwise: $command"; exit 1; }
    cmp "$scratch"/notes.* || { echo "$2 tells otherwise: $command"; exit 1; }
    rm "$scratch"/answer.* "$scratch"/notes.*
  done
  "$binary" check --quiet --index "$1"
  echo "$2: the same answers as SQLite"
}

try_postgresql() {
  cluster one
  database="postgresql://onrecord@/news?host=$scratch/one"
  export SOURCE_DATE_EPOCH=1700000000
  "$binary" ingest --quiet "$corpus" --index "$scratch/news.db"
  "$binary" ingest --quiet "$corpus" --index "$database"
  same_answers "$database" "PostgreSQL"

  # Two machines: half of the chunks of lists, and the values of half of the segments, move to another server.
  cluster two
  query two <<SQL
CREATE SCHEMA onrecord;
CREATE TABLE onrecord.chunk_second(id bigint PRIMARY KEY, bytes bytea NOT NULL);
CREATE TABLE onrecord.doc_values_late(id bigint PRIMARY KEY, bytes bytea NOT NULL);
SQL
  query one <<SQL
CREATE EXTENSION postgres_fdw;
CREATE SERVER second FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$scratch/two', dbname 'news', fetch_size '1000', batch_size '100');
CREATE USER MAPPING FOR onrecord SERVER second OPTIONS (user 'onrecord');
SET search_path = onrecord;
BEGIN;
ALTER TABLE chunk RENAME TO chunk_first;
CREATE TABLE chunk(id bigint NOT NULL, bytes bytea NOT NULL) PARTITION BY HASH (id);
CREATE FOREIGN TABLE chunk_second PARTITION OF chunk FOR VALUES WITH (MODULUS 2, REMAINDER 1) SERVER second;
INSERT INTO chunk SELECT * FROM chunk_first WHERE satisfies_hash_partition('chunk'::regclass, 2, 1, id);
DELETE FROM chunk_first WHERE satisfies_hash_partition('chunk'::regclass, 2, 1, id);
ALTER TABLE chunk ATTACH PARTITION chunk_first FOR VALUES WITH (MODULUS 2, REMAINDER 0);
ALTER TABLE doc_values RENAME TO doc_values_early;
CREATE TABLE doc_values(id bigint NOT NULL, bytes bytea NOT NULL) PARTITION BY RANGE (id);
CREATE FOREIGN TABLE doc_values_late PARTITION OF doc_values FOR VALUES FROM (3::bigint << 26) TO (MAXVALUE) SERVER second;
INSERT INTO doc_values SELECT * FROM doc_values_early WHERE id >= 3::bigint << 26;
DELETE FROM doc_values_early WHERE id >= 3::bigint << 26;
ALTER TABLE doc_values ATTACH PARTITION doc_values_early FOR VALUES FROM (MINVALUE) TO (3::bigint << 26);
COMMIT;
SQL
  shares() { echo "$(query one <<<'SELECT count(*) FROM onrecord.chunk_first'), $(query two <<<'SELECT count(*) FROM onrecord.chunk_second')"; }
  echo "chunks of lists on the first server, on the second: $(shares)"
  same_answers "$database" "PostgreSQL on two servers"
  # From now on, everything is stored in the right partition.
  mkdir "$scratch/more"
  for page in "$corpus"/*.html; do sed 's|https\{0,1\}://|https://more.|g' "$page" >"$scratch/more/${page##*/}"; done
  "$binary" ingest --quiet "$scratch/more" --index "$scratch/news.db"
  "$binary" ingest --quiet "$scratch/more" --index "$database"
  echo "and after another ingest: $(shares)"
  same_answers "$database" "PostgreSQL on two servers, grown"
}

# Starts a master and two workers of one core each; their process ids are in `started`.
start_spark() {
  home=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
  export SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON=$python SPARK_LOG_DIR=$scratch
  launch org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 17077 --webui-port 18080
  for _ in $(seq 60); do (exec 3<>/dev/tcp/127.0.0.1/17077) 2>/dev/null && break; sleep 0.5; done
  workers=()
  for worker in 1 2; do
    launch org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 1g --webui-port $((18080 + worker)) \
      --work-dir "$scratch/work$worker" spark://127.0.0.1:17077
    workers+=("${started[-1]}")
  done
  for _ in $(seq 60); do [ "$(grep -l 'Successfully registered' "$scratch"/Worker.*.log 2>/dev/null | wc -l)" = 2 ] && break; sleep 0.5; done
}
launch() {
  "$home/bin/spark-class" "$@" >"$scratch/${1##*.}.$RANDOM.log" 2>&1 &
  started+=($!)
}
# submit OUTPUT WORDS…
submit() {
  "$home/bin/spark-submit" --master spark://127.0.0.1:17077 --driver-memory 1g --executor-memory 700m --conf spark.ui.enabled=false \
    --driver-java-options "$java_options" --conf "spark.executor.extraJavaOptions=$java_options" \
    --files "$binary" "$here/../../Sources/Spark/onrecord_spark.py" --output "$@" 2>"$1.log" || { tail -n 40 "$1.log"; exit 1; }
}
sorted() { cat "$1"/records/part-* | LC_ALL=C sort | sha256sum; }
by_hand() {
  "$binary" extract --jobs 2 --input-format jsonl - <"$scratch/in.jsonl" 2>"$scratch/failures" >"$scratch/alone.jsonl" || [ $? = 1 ]
}

try_spark() {
  "$python" "$here/multiply.py" "$corpus" "$records" "$scratch/in.jsonl" "${CHARACTERS:-0}"
  start_spark
  start=$(now)
  by_hand
  echo "one process, two threads: $(since "$start") s"
  LC_ALL=C sort "$scratch/alone.jsonl" | sha256sum >"$scratch/alone"
  [ "$(wc -l <"$scratch/alone.jsonl")" = "$records" ]
  start=$(now)
  submit "$scratch/whole" --parts 8 "$scratch/in.jsonl"
  echo "Spark, two workers of one core, tables included: $(since "$start") s"
  sorted "$scratch/whole" | cmp - "$scratch/alone"
  [ "$(cat "$scratch"/whole/failures/part-* | wc -l)" = "$(grep -vc warning: "$scratch/failures")" ]
  cat "$scratch"/whole/failures/part-* | head -n 1
  "$python" "$here/tables.py" "$scratch/whole"
  rm -r "$scratch/whole"

  start=$(now)
  submit "$scratch/halved" --parts 8 --no-tables "$scratch/in.jsonl" &
  job=$!
  for _ in $(seq 600); do [ -e "$scratch/halved/_extracted" ] && break; sleep 0.1; done
  sleep "${KILL_AFTER:-5}"
  kill -0 "$job" || { echo "the job was over before a worker could be killed: more records are needed"; exit 1; }
  # The worker's executors are its child processes, and Python and the binary are theirs. Losing a machine means losing all of them.
  kill -9 "${workers[1]}" $(pgrep -P "${workers[1]}") 2>/dev/null || true
  wait "$job"
  echo "Spark, one worker killed on the way: $(since "$start") s"
  grep -q -i "lost executor\|ExecutorLost\|worker lost\|Lost worker" "$scratch/halved.log" || { echo "no worker was lost"; exit 1; }
  sorted "$scratch/halved" | cmp - "$scratch/alone"
  echo "Spark: $records records, byte for byte those of one process, with both workers and with one"

  # The command from the guide, with this machine's names instead of the example's.
  head -n 500 "$scratch/in.jsonl" >"$scratch/few.jsonl"
  line=$(sed -n '/^spark-submit --master/{:a;/\\$/{N;ba};p;q}' "$here/../../Sources/OnRecord/OnRecord.docc/ManyMachines.md" |
    sed "s|HOST:7077|127.0.0.1:17077|; s|/usr/bin/onrecord|$binary|; s|Sources/Spark|$here/../../Sources/Spark|; s|hdfs:///records|$scratch/guide|; s|'hdfs:///news/\*.jsonl'|$scratch/few.jsonl|")
  case $line in *hdfs* | *HOST* | "") echo "the guide's line is not as this test knows it: $line"; exit 1 ;; esac
  PATH=$home/bin:$PATH bash -c "$line" 2>"$scratch/guide.log" || { tail -n 40 "$scratch/guide.log"; exit 1; }
  "$binary" extract --input-format jsonl - <"$scratch/few.jsonl" 2>/dev/null | LC_ALL=C sort | sha256sum >"$scratch/alone" || true
  sorted "$scratch/guide" | cmp - "$scratch/alone"
  echo "Spark: the guide's line works as it is written"

  # Whole files by path, on the remaining worker: pages, archives, and files that are neither.
  "$python" "$here/archive.py" "$corpus" "$scratch/files"
  cp "$corpus"/*.html "$scratch/files"
  printf '\0\1\2' >"$scratch/files/noise.html"
  submit "$scratch/filed" --parts 4 --format files "$scratch/files"
  "$binary" extract "$scratch/files" 2>"$scratch/failures" | LC_ALL=C sort | sha256sum >"$scratch/alone" || true
  sorted "$scratch/filed" | cmp - "$scratch/alone"
  cat "$scratch"/filed/failures/part-*
  grep -q noise.html "$scratch"/filed/failures/part-*
  "$python" "$here/tables.py" "$scratch/filed"
  echo "Spark: pages and WARC by path, byte for byte as one process reads them"
}

# Sets `processor` to the processor seconds of all programs that this shell has started and that have ended.
note_processor() {
  times >"$scratch/times"
  processor=$(sed -n 2p "$scratch/times" | tr 'ms' '  ' | awk '{ printf "%.1f", $1 * 60 + $2 + $3 * 60 + $4 }')
}
difference() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", b - a }'; }

# Wall-clock and processor time; with other load on the machine, only the latter is reproducible.
try_overhead() {
  "$python" "$here/multiply.py" "$corpus" "$records" "$scratch/in.jsonl" "${CHARACTERS:-400}"
  local before start
  for round in $(seq "${ROUNDS:-1}"); do
    note_processor
    before=$processor
    start=$(now)
    by_hand
    alone=$(since "$start")
    note_processor
    alone_processor=$(difference "$before" "$processor")
    before=$processor
    start_spark
    start=$(now)
    submit "$scratch/whole" --no-tables "$scratch/in.jsonl"
    spark=$(since "$start")
    # Executors are counted only once the workers have ended.
    for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
    for process in "${started[@]}"; do wait "$process" 2>/dev/null || true; done
    started=()
    note_processor
    spark_processor=$(difference "$before" "$processor")
    LC_ALL=C sort "$scratch/alone.jsonl" | sha256sum >"$scratch/alone"
    sorted "$scratch/whole" | cmp - "$scratch/alone"
    rm -r "$scratch/whole"
    awk -v a="$alone" -v s="$spark" -v b="$alone_processor" -v t="$spark_processor" -v n="$records" -v bytes="$(stat -c %s "$scratch/in.jsonl")" \
      'BEGIN { printf "%d records, %.0f bytes each, by the clock: by hand %s s, Spark %s s on the same two cores, %.1f %% more; by the processor: %s s, %s s with all of Spark, %.1f %% more\n",
        n, bytes / n, a, s, (s / a - 1) * 100, b, t, (t / b - 1) * 100 }'
  done
}

has_spark() { "$python" -c 'import pyspark, pyarrow' 2>/dev/null && command -v java >/dev/null; }
if [ "$part" = all ] || [ "$part" = postgresql ]; then
  if [ -x "$postgres/initdb" ]; then try_postgresql; else echo "PostgreSQL 15's server is not installed (apt-get install postgresql-15): left out"; fi
fi
if [ "$part" = all ] || [ "$part" = spark ] || [ "$part" = overhead ]; then
  if ! has_spark; then
    echo "java, or pyspark or pyarrow in $python, is not installed: Spark is left out"
  elif [ "$part" = overhead ]; then
    try_overhead
  else
    try_spark
  fi
fi
