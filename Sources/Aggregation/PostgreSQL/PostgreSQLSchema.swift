internal import FullText
internal import Platform

/// The tables of an index in a PostgreSQL database, all in the schema `onrecord`.
///
/// `setting` holds the schema's number, and a digest of what made it, so that tables of a build between two releases are told. Once a schema has been
/// released it never changes: a new one gets a step that leads to it, taken in one transaction by the next command that writes.
struct PostgreSQLSchema {
  /// The step at place n leads from schema n to n + 1. It changes what records are stored in; what is derived from them (documents, counts, stories)
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
  /// - `document`: what search looks at, a row for each finding and each newest version. `tie` orders rows of one time by content: the number of
  ///   ``DocValues`` with its highest bit turned over, so that a signed column sorts it; `month` counts months from the year 0. A confidence is one more than its
  ///   thousandths, negative for a part that is not there, and 0 where none is known (see ``Certainty``). `keys` holds the hashes
  ///   by which the server finds documents (see ``LexemeKey``), also where a word can give much to a score (see ``ImpactTier``); `often` that of
  ///   each stem of the field `text` as often as it stands there less once. `plain` holds the folded words of that field in their order, each between
  ///   two spaces, runs parted by line feeds; `names` the lexemes of the other fields, each with the letter of its field first (see ``LexemeField``).
  /// - `lexeme_count`, `document_count`: in how many documents a lexeme stands, and how many documents and words there are, as sums of rows: a
  ///   batch adds its own, which nobody waits for, and now and then rows of one level become rows of the next. The lexemes of a row are those of a
  ///   batch, or of many, whose words begin alike (`shard`): a row each would cost more than all else.
  /// - `change`: a row for each transaction that stored something, of which the newest stay: what tells a cache that it is out of date.
  /// - `label`: the different outlets (1) and units (2).
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

    CREATE TABLE document(
      kind smallint NOT NULL, time bigint NOT NULL, tie bigint NOT NULL, version bigint NOT NULL, ordinal integer NOT NULL, id bigint NOT NULL,
      content text, speaker text, organization text, outlet text, unit text, month integer, type smallint NOT NULL, sort smallint NOT NULL,
      low double precision, high double precision, confidence smallint NOT NULL, speaker_confidence smallint NOT NULL,
      organization_confidence smallint NOT NULL, concept_confidence smallint NOT NULL, period_confidence smallint NOT NULL, length smallint NOT NULL, size integer NOT NULL,
      names tsvector NOT NULL, often bigint[] NOT NULL, plain text NOT NULL, keys bigint[] NOT NULL
    ) PARTITION BY LIST (kind);
    DO $$ BEGIN
      ALTER TABLE document ALTER COLUMN often SET COMPRESSION lz4, ALTER COLUMN plain SET COMPRESSION lz4, ALTER COLUMN keys SET STORAGE EXTERNAL;
    EXCEPTION WHEN feature_not_supported THEN NULL; -- A server that was built without it compresses as it can.
    END $$;
    CREATE TABLE quote PARTITION OF document FOR VALUES IN (1);
    CREATE TABLE figure PARTITION OF document FOR VALUES IN (2);
    CREATE TABLE official PARTITION OF document FOR VALUES IN (3);
    CREATE TABLE whole PARTITION OF document FOR VALUES IN (4);
    -- Nothing is planned by them, and a server that tidies up would look through them again and again while much is stored.
    ALTER TABLE document ALTER COLUMN names SET STATISTICS 0, ALTER COLUMN often SET STATISTICS 0, ALTER COLUMN plain SET STATISTICS 0,
      ALTER COLUMN content SET STATISTICS 0;
    DO $$
    DECLARE part text;
    BEGIN
      FOREACH part IN ARRAY ARRAY['quote', 'figure', 'official', 'whole'] LOOP
        EXECUTE format('ALTER TABLE %I SET (autovacuum_analyze_scale_factor = 0.5, autovacuum_analyze_threshold = 20000,
          autovacuum_vacuum_insert_scale_factor = 0.5, autovacuum_vacuum_insert_threshold = 20000)', part);
      END LOOP;
    END $$;
    ALTER TABLE version ALTER COLUMN record SET STATISTICS 0, ALTER COLUMN body SET STATISTICS 0;
    CREATE INDEX document_keys ON document USING gin(keys);
    CREATE INDEX document_time ON document(time DESC, tie);
    CREATE INDEX document_version ON document(version);
    CREATE INDEX document_id ON document(id);

    CREATE TABLE lexeme_count(
      kind smallint NOT NULL, level smallint NOT NULL, shard smallint NOT NULL, lexemes text[] COLLATE "C" NOT NULL, documents integer[] NOT NULL);
    ALTER TABLE lexeme_count ALTER COLUMN lexemes SET STORAGE EXTERNAL, ALTER COLUMN documents SET STORAGE EXTERNAL,
      ALTER COLUMN lexemes SET STATISTICS 0, ALTER COLUMN documents SET STATISTICS 0;
    CREATE INDEX lexeme_count_shard ON lexeme_count(kind, shard);
    CREATE TABLE document_count(kind smallint NOT NULL, documents bigint NOT NULL, words bigint NOT NULL, level smallint NOT NULL DEFAULT 0);
    CREATE TABLE change(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
    CREATE TABLE label(sort smallint NOT NULL, text text COLLATE "C" NOT NULL, PRIMARY KEY(sort, text));

    CREATE TABLE story(version bigint PRIMARY KEY, story bigint NOT NULL, sketch bytea NOT NULL);
    ALTER TABLE story ALTER COLUMN sketch SET STATISTICS 0;
    CREATE INDEX story_story ON story(story);
    CREATE TABLE story_key(key bigint NOT NULL, version bigint NOT NULL, PRIMARY KEY(key, version));
    CREATE TABLE person_decision(
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text NOT NULL, first text NOT NULL, second text NOT NULL);
    """
}

/// Which letter the lexemes of a field begin with: one for its words as they are, and one for their stems where it has them.
enum LexemeField {
  static func letter(_ field: TermField) -> UInt8 { field.rawValue }
  static func stemLetter(_ field: TermField) -> UInt8? {
    switch field {
    case .text: UInt8(ascii: "s")
    case .concept: UInt8(ascii: "C")
    case .cue: UInt8(ascii: "U")
    default: nil
    }
  }

  /// A word's lexeme, exact or of all forms together.
  static func lexeme(_ word: [UInt8], _ form: WordPattern.Form, _ field: TermField) -> [UInt8] {
    if form == .stem, let letter = stemLetter(field) { return limited([letter] + EnglishStemmer.stem(word)) }
    return limited([letter(field)] + word)
  }

  /// PostgreSQL takes 2,046 bytes: of a longer word the beginning and a digest stand for it.
  static func limited(_ lexeme: [UInt8]) -> [UInt8] {
    guard lexeme.count > mostBytes else { return lexeme }
    let digest = Array(FindingID.digits(Digest.sha256Prefix(lexeme)).utf8)
    return Array(lexeme.prefix(beginning(lexeme))) + [0x23] + digest
  }
  private static let mostBytes = 1_000
  /// So many bytes of it as hold whole characters alone.
  private static func beginning(_ lexeme: [UInt8]) -> Int {
    var end = mostBytes
    while end > 0, lexeme[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }
}
