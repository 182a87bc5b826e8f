-- What a partition for each month of publication would cost, compared with one table: psql DATABASE -f Tests/Scale/partitions.sql, on a database with an
-- index of many months (Workshop benchmark index --quotes 10000 --keep postgresql:///DATABASE). Run it as a superuser, who may read /proc; everything
-- is rolled back.
\set QUIET on
\pset tuples_only on
\pset format unaligned
SET work_mem = '64MB';
SET jit = off;
BEGIN;
CREATE TABLE one(LIKE onrecord.quote);
CREATE INDEX one_keys ON one USING gin(keys);
CREATE INDEX ON one(time DESC, tie);
CREATE TABLE months(LIKE onrecord.quote) PARTITION BY RANGE (month);
DO $$
DECLARE first int; last int; month int;
BEGIN
  SELECT min(q.month), max(q.month) INTO first, last FROM onrecord.quote q;
  FOR month IN first..last LOOP EXECUTE format('CREATE TABLE months_%s PARTITION OF months FOR VALUES FROM (%s) TO (%s)', month, month, month + 1); END LOOP;
  CREATE TABLE months_none PARTITION OF months DEFAULT;
END $$;
CREATE INDEX ON months USING gin(keys);
CREATE INDEX ON months(time DESC, tie);
CREATE FUNCTION seconds() RETURNS numeric LANGUAGE sql AS
  $$ SELECT (string_to_array(pg_read_file('/proc/' || pg_backend_pid() || '/stat'), ' '))[14]::numeric / 100 $$;
SELECT 'parts: ' || count(*) FROM pg_inherits WHERE inhparent = 'months'::regclass;
SELECT seconds() AS start \gset
INSERT INTO one SELECT * FROM onrecord.quote;
SELECT gin_clean_pending_list('one_keys') \g /dev/null
SELECT 'loading one table, seconds of the processor: ' || seconds() - :start;
SELECT seconds() AS start \gset
INSERT INTO months SELECT * FROM onrecord.quote;
SELECT sum(gin_clean_pending_list(i.indexrelid)) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
  WHERE a.amname = 'gin' AND i.indrelid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'months'::regclass) \g /dev/null
SELECT 'loading the months: ' || seconds() - :start;
ANALYZE one;
ANALYZE months;
SELECT 'bytes: ' || pg_total_relation_size('one') || ' and '
  || (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'months'::regclass);
SELECT k AS key FROM one, unnest(keys) k GROUP BY 1 ORDER BY abs(count(*) - 200) LIMIT 1 \gset
\echo 'the newest 20 of a word, planning and running, each twice: one table, then the months'
EXPLAIN (ANALYZE, COSTS off) SELECT time, tie FROM one WHERE keys @> ARRAY[:key] ORDER BY time DESC, tie LIMIT 20 \g |grep Time
EXPLAIN (ANALYZE, COSTS off) SELECT time, tie FROM one WHERE keys @> ARRAY[:key] ORDER BY time DESC, tie LIMIT 20 \g |grep Time
EXPLAIN (ANALYZE, COSTS off) SELECT time, tie FROM months WHERE keys @> ARRAY[:key] ORDER BY time DESC, tie LIMIT 20 \g |grep Time
EXPLAIN (ANALYZE, COSTS off) SELECT time, tie FROM months WHERE keys @> ARRAY[:key] ORDER BY time DESC, tie LIMIT 20 \g |grep Time
ROLLBACK;
