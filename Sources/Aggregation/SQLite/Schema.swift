internal import FullText
internal import Platform

/// The tables of an index file.
///
/// `PRAGMA application_id` says that a file is an index, and `PRAGMA user_version` which schema it has. Once a schema has been released, it
/// never changes. A new one gets a step that leads to it (see ``SchemaSteps``), which the next command that writes takes. The table `setting`
/// holds a digest of what the schema consists of, so that a file from a build between two releases is recognized.
enum Schema {
  /// "OnRc": marks the file as an index.
  static let applicationID = 0x4F6E_5263
  /// The newest schema.
  static let version = 3
  /// Tells its files from those of other builds with the same number: their tables and the columns of the full text.
  static let digest = FindingID.digits(
    Digest.sha256Prefix(Array((tables + FindingKind.allCases.map { "\($0.schema.columnNames)" }.joined()).utf8)))

  /// The newest schema, created in an empty file.
  ///
  /// - `name`: every name of a speaker, organization, outlet, title or unit, once; other tables refer to its id.
  /// - `article`, `version`: an article and its versions. The text is compressed with zstd and a dictionary (see ``TextStorage``), or with
  ///   zlib (preceded by four bytes of uncompressed length) if `dictionary` is 0. `paragraphs` are variable-length numbers: gap since the last
  ///   end, length, kind. `content` and `findings` are fingerprints; `found` holds the findings (see ``FindingEncoder``). `ingested` is
  ///   when the version was added, in seconds since 1970; `mark` is the number by which its page is recognized. `tags` are the page's
  ///   subjects, `section` is the outlet's section, `access` is who can read it (1 free, 2 paid, 3 only the teaser is here).
  /// - `address`: 64 bits of the digest of each URL of a version.
  /// - `former`: the ids of the findings of versions that are not the newest; those of the newest are found by their first bits in `doc_values`.
  /// - `page`: the page's bytes as ingested, compressed.
  /// - `segment`, `doc_values`, `term`, `chunk`, `summary`, `impact`, `prefix`: the full text. A segment holds documents of one kind (1 quotes,
  ///   2 figures, 3 officials, 4 articles) in order of time, newest first. It never changes except for bits in `deleted`, and segments of
  ///   similar size are merged. A row of `doc_values` (segment id × 2²⁶ + group × 2²⁴ + page) holds a few columns of 1,024 documents, see
  ///   ``DocValuePage``. `term` has the first key of each block of terms and its chunk; see ``EncodedPostings`` and ``TermBlock``.
  ///   `summary` holds, for the first chunk of a long list, what the list's documents have in common (see ``FacetSummary``). `impact` holds
  ///   the documents of a long list that can score best (see ``ImpactParts``); its key is the list's first chunk × 16 + the part. `prefix`
  ///   has the term prefixes (a field's byte and letters) for which the same is kept for all their words together: the list is then the
  ///   negated id of the row, and `documents` is the sum over the words.
  /// - `story`, `story_key`: for each newest version that is long enough, its sketch, the story it belongs to (the key of one of the
  ///   story's versions) and the keys under which possible copies are found (see ``StoryLinks``).
  /// - `person_decision`: who was merged or split, by the stable ids of two mentions.
  static let tables = """
    \(setting)
    CREATE TABLE name(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
    CREATE TABLE article(id INTEGER PRIMARY KEY, public_id TEXT NOT NULL UNIQUE, current INTEGER NOT NULL, versions INTEGER NOT NULL);
    CREATE TABLE version(
      id INTEGER PRIMARY KEY, article INTEGER NOT NULL, number INTEGER NOT NULL, content INTEGER NOT NULL, findings INTEGER NOT NULL,
      source TEXT, url TEXT, canonical_url TEXT, site INTEGER, title TEXT, authors TEXT, published TEXT, modified TEXT, language TEXT,
      retrieved TEXT, content_sha256 BLOB NOT NULL, media_type INTEGER NOT NULL, encoding INTEGER NOT NULL, warc_record_id TEXT,
      warc_offset INTEGER, extractor INTEGER NOT NULL, rules INTEGER NOT NULL, origins TEXT, warnings TEXT,
      quotes INTEGER NOT NULL, figures INTEGER NOT NULL, officials INTEGER NOT NULL, length INTEGER NOT NULL, bytes INTEGER NOT NULL,
      paragraphs BLOB NOT NULL, text BLOB NOT NULL, dictionary INTEGER NOT NULL DEFAULT 0, found BLOB NOT NULL DEFAULT x'',
      ingested INTEGER NOT NULL DEFAULT 0, mark INTEGER, tags TEXT, section INTEGER, access INTEGER,
      UNIQUE(article, number));
    CREATE TABLE address(hash INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY(hash, version)) WITHOUT ROWID;
    CREATE TABLE page(version INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    \(dictionary)
    CREATE TABLE former(version INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY(version, id)) WITHOUT ROWID;
    CREATE INDEX former_id ON former(id);
    CREATE TABLE segment(
      id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, documents INTEGER NOT NULL, dead INTEGER NOT NULL,
      words INTEGER NOT NULL, first_chunk INTEGER NOT NULL, last_chunk INTEGER NOT NULL, deleted BLOB);
    CREATE TABLE doc_values(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE term(
      segment INTEGER NOT NULL, first BLOB NOT NULL, chunk INTEGER NOT NULL, PRIMARY KEY(segment, first)) WITHOUT ROWID;
    CREATE TABLE chunk(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE summary(list INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE impact(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE prefix(
      id INTEGER PRIMARY KEY, segment INTEGER NOT NULL, key BLOB NOT NULL, documents INTEGER NOT NULL, UNIQUE(segment, key));
    CREATE TABLE story(version INTEGER PRIMARY KEY, story INTEGER NOT NULL, sketch BLOB NOT NULL);
    CREATE INDEX story_story ON story(story);
    CREATE TABLE story_key(key INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY(key, version)) WITHOUT ROWID;
    CREATE TABLE person_decision(
      id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL);
    """

  /// The table that holds ``digest``.
  static let setting = "CREATE TABLE setting(digest TEXT NOT NULL);"
  /// The table of dictionaries for texts.
  static let dictionary = "CREATE TABLE dictionary(id INTEGER PRIMARY KEY, articles INTEGER NOT NULL, bytes BLOB NOT NULL);"
}
