internal import FullText
internal import Platform

/// The tables of an index in a PostgreSQL database, all in the schema `onrecord`.
///
/// `setting` holds the schema's number, and a digest of what made it, so that tables of a build between two releases are told. Once a schema has been
/// released it never changes: a new one gets a step that leads to it, taken in one transaction by the next command that writes.
struct PostgreSQLSchema {
  /// The step at place n leads from schema n to n + 1. It changes what records are stored in; what is derived from them (full text, stories)
  /// is made anew behind the last one.
  let steps: [String]

  /// The newest schema.
  var version: Int { steps.count }
  /// What tells its tables from those of other builds that call themselves by the same number.
  var digest: String { FindingID.digits(Digest.sha256Prefix(Array(steps.joined().utf8))) }

  /// The schema of this program.
  static let newest = PostgreSQLSchema(steps: [first])

  /// Schema 1.
  ///
  /// - `article`, `version`: an article and its versions. `record` holds all of a record but its text (see ``WholeRecord``), `body` the text,
  ///   compressed; the columns beside them are for those who ask the tables themselves. `content` and `findings` are fingerprints; `ingested` is
  ///   in seconds since 1970, `mark` the number by which the page is known again.
  /// - `name`: every name of a speaker, body, outlet or unit, once; doc values hold its key. It is found by 64 bits of its digest.
  /// - `segment`, `facts`, `term`, `chunk`, `summary`, `impact`, `prefix`: the full text, as in a file (see ``Schema``). A server's own inverted
  ///   index over the same words took more than twice as long to load, and ten times as long for the commonest word: it must look at every document.
  ///   `numbering` holds the last number given to a chunk and to a prefix.
  /// - `change`: a row for each transaction that stored something, of which the newest stay: what tells a cache that it is out of date.
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
}
