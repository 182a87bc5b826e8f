/// The tables of an index file and the steps that bring older files forward.
///
/// `PRAGMA application_id` says that a file is an index, `PRAGMA user_version` which schema it has. A schema is never changed: a new
/// one is added to ``migrations``, and an older file is taken through each step it lacks, in one transaction.
enum Schema {
  /// "OnRc": marks the file as an index.
  static let applicationID = 0x4F6E_5263
  /// The newest schema.
  static var version: Int { migrations.count }

  /// The statements that lead from each schema to the next; the first makes an empty file an index.
  static let migrations: [String] = [first, second, third, fourth]

  /// Schema 1.
  ///
  /// - `name`: every name of a speaker, organization, outlet, title or unit once; other tables hold its id.
  /// - `article`, `version`: an article and its versions. The text is compressed (four bytes of plain length, zlib); `paragraphs` are
  ///   variable-length numbers: gap to the last end, length, kind. `content` and `findings` are fingerprints.
  /// - `address`: 64 bits of the digest of each URL of a version.
  /// - `quote`, `figure`, `official`: findings. `id` is the version's id × 2²⁴ + the place in the record's list; `public_id` the stable id;
  ///   offsets are code points of the text; kinds and types are places in the lists of the record's documentation, from 1; `mentions` of an
  ///   official are pairs of gap and length.
  /// - `page`: the page's bytes as ingested, compressed.
  /// - `segment`, `facts`, `term`, `chunk`: the full text. A segment holds documents of one kind (1 quotes, 2 figures, 3 officials, 4 articles)
  ///   in the order of time, the newest first; it never changes but for a bit in `deleted`, and segments of one size are merged. `facts` (segment's
  ///   id × 16 + column) are arrays of numbers, a document each, for filters and counts; `term` and `chunk` hold the words' lists, see
  ///   ``EncodedPostings`` and ``TermBlock``.
  private static let first = """
    CREATE TABLE name(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
    CREATE TABLE article(id INTEGER PRIMARY KEY, public_id TEXT NOT NULL UNIQUE, current INTEGER NOT NULL, versions INTEGER NOT NULL);
    CREATE TABLE version(
      id INTEGER PRIMARY KEY, article INTEGER NOT NULL, number INTEGER NOT NULL, content INTEGER NOT NULL, findings INTEGER NOT NULL,
      source TEXT, url TEXT, canonical_url TEXT, site INTEGER, title TEXT, authors TEXT, published TEXT, modified TEXT, language TEXT,
      retrieved TEXT, content_sha256 TEXT NOT NULL, media_type INTEGER NOT NULL, encoding INTEGER NOT NULL, warc_record_id TEXT,
      warc_offset INTEGER, extractor INTEGER NOT NULL, rules INTEGER NOT NULL, origins TEXT, warnings TEXT,
      quotes INTEGER NOT NULL, figures INTEGER NOT NULL, officials INTEGER NOT NULL, length INTEGER NOT NULL, bytes INTEGER NOT NULL,
      paragraphs BLOB NOT NULL, text BLOB NOT NULL, UNIQUE(article, number));
    CREATE TABLE address(hash INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY(hash, version)) WITHOUT ROWID;
    CREATE TABLE page(version INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE quote(
      id INTEGER PRIMARY KEY, public_id INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL,
      kind INTEGER NOT NULL, type INTEGER NOT NULL, utterance INTEGER, speaker INTEGER, speaker_kind INTEGER, official INTEGER,
      mention_start INTEGER, mention_length INTEGER, cue_start INTEGER, cue_length INTEGER, confidence REAL);
    CREATE INDEX quote_public_id ON quote(public_id);
    CREATE TABLE figure(
      id INTEGER PRIMARY KEY, public_id INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL,
      value REAL NOT NULL, value_high REAL, bound INTEGER NOT NULL, tolerance REAL, vague INTEGER NOT NULL, unit INTEGER, unit_text TEXT,
      unit_kind INTEGER, change INTEGER, role INTEGER NOT NULL, from_value REAL, compared_value REAL, compared_period TEXT, concept TEXT,
      period TEXT, period_text TEXT, attributed_to INTEGER, quote INTEGER, confidence REAL);
    CREATE INDEX figure_public_id ON figure(public_id);
    CREATE TABLE official(
      id INTEGER PRIMARY KEY, public_id INTEGER NOT NULL, number INTEGER NOT NULL, name INTEGER NOT NULL, title INTEGER,
      title_start INTEGER, title_length INTEGER, organization INTEGER, sector INTEGER, mentions BLOB NOT NULL);
    CREATE INDEX official_public_id ON official(public_id);
    CREATE TABLE segment(
      id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, documents INTEGER NOT NULL, dead INTEGER NOT NULL,
      words INTEGER NOT NULL, first_chunk INTEGER NOT NULL, last_chunk INTEGER NOT NULL, deleted BLOB);
    CREATE TABLE facts(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE term(
      segment INTEGER NOT NULL, term BLOB NOT NULL, documents INTEGER NOT NULL, dead INTEGER NOT NULL, list BLOB, base INTEGER,
      forms BLOB, PRIMARY KEY(segment, term)) WITHOUT ROWID;
    CREATE TABLE chunk(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    """

  /// Files of schemas up to this keep their full text in a form of old; it is made anew from the texts when they are brought forward.
  static let lastWithOtherFullText = 3

  /// Schema 2: terms stand in blocks of many, each block in a chunk; `term` names the first of each.
  private static let second = """
    DELETE FROM segment;
    DELETE FROM facts;
    DELETE FROM chunk;
    DROP TABLE term;
    CREATE TABLE term(
      segment INTEGER NOT NULL, first BLOB NOT NULL, chunk INTEGER NOT NULL, PRIMARY KEY(segment, first)) WITHOUT ROWID;
    """

  /// Schema 3: blocks hold groups, a field's words of one stem each; `term` names the key of the first. The findings of a version stand in
  /// `found` (see ``FindingEncoder``), its text is written by a dictionary (see ``TextDictionary``), or with zlib where `dictionary` is 0;
  /// `content_sha256` is bytes where it was 64 digits. `former` holds the ids of the findings of versions that are not the newest; those of the
  /// newest are found by their first bits in `facts`, whose columns are packed (see ``PackedNumbers``).
  private static let third = """
    DELETE FROM segment;
    DELETE FROM facts;
    DELETE FROM chunk;
    DELETE FROM term;
    CREATE TABLE dictionary(id INTEGER PRIMARY KEY, articles INTEGER NOT NULL, pieces BLOB NOT NULL);
    ALTER TABLE version ADD COLUMN dictionary INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE version ADD COLUMN found BLOB NOT NULL DEFAULT x'';
    CREATE TABLE former(version INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY(version, id)) WITHOUT ROWID;
    CREATE INDEX former_id ON former(id);
    """

  /// Schema 4: a row of `facts` (segment's id × 2²⁶ + group × 2²⁴ + page) holds a few columns of 1,024 documents, see ``FactPage``. `summary` holds, by
  /// the first chunk of a long list, what the list's documents have in common (see ``FacetSummary``). `impact` holds the documents of a long list that
  /// can score best (see ``ImpactParts``), by the list's first chunk × 16 + the part; `prefix` names the beginnings (a field's byte and letters) for
  /// which the same is kept of all words together, there the list is the row's id with its sign changed, and
  /// `documents` the sum of those of the words.
  private static let fourth = """
    DELETE FROM segment;
    DELETE FROM facts;
    DELETE FROM chunk;
    DELETE FROM term;
    CREATE TABLE summary(list INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE impact(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE prefix(
      id INTEGER PRIMARY KEY, segment INTEGER NOT NULL, key BLOB NOT NULL, documents INTEGER NOT NULL, UNIQUE(segment, key));
    """
  /// What is left of a file of schema 2 when its findings have been moved.
  static let withoutOlderFindings = "DROP TABLE quote; DROP TABLE figure; DROP TABLE official;"
}
