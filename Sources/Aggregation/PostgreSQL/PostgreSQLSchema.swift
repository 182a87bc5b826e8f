internal import FullText
internal import Platform

/// The tables of an index in a PostgreSQL database, all in the schema `onrecord`.
///
/// `setting` holds the number of the schema and a digest of the statements that created it, so that tables of a build between two releases are
/// recognized. Once a schema has been released, it never changes. A new one gets a step that leads to it; the next command that writes runs the
/// missing steps in one transaction.
struct PostgreSQLSchema {
  /// The step at place n leads from schema n to n + 1. It changes only the tables; the data derived from the stored records (full text, stories)
  /// is rebuilt after the last step.
  let steps: [String]

  /// The newest schema.
  var version: Int { steps.count }
  /// Distinguishes its tables from those of other builds with the same schema number.
  var digest: String { FindingID.digits(Digest.sha256Prefix(Array(steps.joined().utf8))) }

  /// The schema of this program.
  static let newest = PostgreSQLSchema(steps: [first, second])

  /// Schema 1.
  ///
  /// - `article`, `version`: an article and its versions. `record` holds the record without its text (see ``WholeRecord``), `body` the
  ///   compressed text. The other columns repeat values of the record for users who query the tables directly. `content` and `findings` are
  ///   fingerprints, `ingested` is in seconds since 1970, and `mark` is the number by which a page is recognized when it is ingested again.
  /// - `name`: every name of a speaker, organization, outlet or unit, once; doc values refer to its id. It is found by 64 bits of its digest.
  /// - `segment`, `facts` (now `doc_values`), `term`, `chunk`, `summary`, `impact`, `prefix`: the full text, as in a file (see ``Schema``). The
  ///   server's own inverted index over the same words took more than twice as long to load, and ten times as long to answer for the commonest
  ///   word, because it must rank every document. `numbering` holds the last ids given to a chunk and to a prefix.
  /// - `change`: a row for each transaction that stored something; only the newest are kept. Caches use it to see that they are out of date.
  static let first = """
    CREATE TABLE article(
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, public_id text COLLATE "C" NOT NULL UNIQUE, current bigint NOT NULL DEFAULT 0,
      versions integer NOT NULL DEFAULT 0);
    CREATE TABLE version(
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, article bigint NOT NULL, number integer NOT NULL, content bigint NOT NULL,
      findings bigint NOT NULL, source text, url text, canonical_url text, site text, title text, published text, modified text, language text,
      retrieved text, content_sha256 text NOT NULL, extractor text NOT NULL, rules text NOT NULL, quotes integer NOT NULL,
      figures integer NOT NULL, officials integer NOT NULL, length integer NOT NULL, bytes integer NOT NULL, record bytea NOT NULL,
      body bytea NOT NULL, ingested bigint NOT NULL, mark bigint, UNIQUE(article, number));
    ALTER TABLE version ALTER COLUMN record SET STORAGE EXTERNAL, ALTER COLUMN body SET STORAGE EXTERNAL;
    CREATE INDEX version_rules ON version(rules) WHERE mark IS NOT NULL;
    CREATE TABLE address(hash bigint NOT NULL, version bigint NOT NULL, PRIMARY KEY(hash, version));
    CREATE TABLE page(version bigint PRIMARY KEY, bytes bytea NOT NULL);
    ALTER TABLE page ALTER COLUMN bytes SET STORAGE EXTERNAL;
    CREATE TABLE former(version bigint NOT NULL, id bigint NOT NULL, PRIMARY KEY(version, id));
    CREATE INDEX former_id ON former(id);

    CREATE TABLE name(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, digest bigint NOT NULL UNIQUE, text text NOT NULL);
    CREATE TABLE segment(
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind smallint NOT NULL, documents integer NOT NULL, dead integer NOT NULL,
      words bigint NOT NULL, first_chunk bigint NOT NULL, last_chunk bigint NOT NULL, deleted bytea NOT NULL);
    CREATE TABLE facts(id bigint PRIMARY KEY, bytes bytea NOT NULL);
    CREATE TABLE term(segment bigint NOT NULL, first bytea NOT NULL, chunk bigint NOT NULL, PRIMARY KEY(segment, first));
    CREATE TABLE chunk(id bigint PRIMARY KEY, bytes bytea NOT NULL);
    CREATE TABLE summary(list bigint PRIMARY KEY, bytes bytea NOT NULL);
    CREATE TABLE impact(id bigint PRIMARY KEY, bytes bytea NOT NULL);
    CREATE TABLE prefix(
      id bigint PRIMARY KEY, segment bigint NOT NULL, key bytea NOT NULL, documents integer NOT NULL, UNIQUE(segment, key));
    CREATE TABLE numbering(chunk bigint NOT NULL, prefix bigint NOT NULL);
    INSERT INTO numbering VALUES(0, 0);
    -- They are packed already, nothing is planned by them, and what fits into a page is read with one step.
    DO $$
    DECLARE part text;
    BEGIN
      FOREACH part IN ARRAY ARRAY['facts', 'chunk', 'summary', 'impact'] LOOP
        EXECUTE format('ALTER TABLE %I ALTER COLUMN bytes SET STORAGE EXTERNAL, ALTER COLUMN bytes SET STATISTICS 0', part);
        EXECUTE format('ALTER TABLE %I SET (toast_tuple_target = 8160)', part);
      END LOOP;
    END $$;
    ALTER TABLE version ALTER COLUMN record SET STATISTICS 0, ALTER COLUMN body SET STATISTICS 0;
    CREATE TABLE change(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);

    CREATE TABLE story(version bigint PRIMARY KEY, story bigint NOT NULL, sketch bytea NOT NULL);
    ALTER TABLE story ALTER COLUMN sketch SET STATISTICS 0;
    CREATE INDEX story_story ON story(story);
    CREATE TABLE story_key(key bigint NOT NULL, version bigint NOT NULL, PRIMARY KEY(key, version));
    CREATE TABLE person_decision(
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text NOT NULL, first text NOT NULL, second text NOT NULL);
    """

  /// Schema 2: the table of doc values has the name that they have everywhere else. If it is partitioned, its key may have no index of its own.
  private static let second = """
    ALTER TABLE facts RENAME TO doc_values;
    ALTER INDEX IF EXISTS facts_pkey RENAME TO doc_values_pkey;
    """
}
