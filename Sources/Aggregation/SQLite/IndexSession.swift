internal import FullText
internal import Platform
internal import Record

/// Everything that an open index holds; ``SQLiteIndex`` lends it out under its lock.
final class IndexSession {
  let store: Store
  let reader: RecordReader
  let library: ArticleLibrary
  private let mode: IndexMode
  /// The segments, for searches within ``read(_:)``.
  let segments: SQLiteSegments
  let searching: SegmentSearch<SQLiteSegments>
  private var vocabulary = Vocabulary()

  init(path: String, mode: IndexMode) throws(IndexError) {
    store = try IndexOpening.open(path: path, mode: mode)
    reader = RecordReader(store)
    segments = SQLiteSegments(store, reader)
    searching = SegmentSearch(segments)
    library = ArticleLibrary(store, reader, searching)
    self.mode = mode
  }

  /// Runs a body on one state of the index.
  func read<Value>(_ body: (IndexSession) throws -> Value) throws -> Value {
    reader.forget()
    return try store.transaction(writing: false) { try body(self) }
  }

  /// Runs a body that writes; all of it is stored, or nothing.
  func write<Value>(_ body: (inout IndexWriter) throws -> Value) throws -> Value {
    guard mode == .write else { throw IndexError.readOnly(path: store.path) }
    reader.forget()
    do {
      return try store.transaction(writing: true) {
        if vocabulary.words.count > Vocabulary.mostWords { vocabulary = Vocabulary() }
        var writer = IndexWriter(store, reader, segments, vocabulary)
        vocabulary = Vocabulary()
        let value = try body(&writer)
        try writer.flush()
        vocabulary = writer.vocabulary
        return value
      }
    } catch {
      searching.forget()
      reader.forget()
      reader.texts.forget()
      throw error
    }
  }

  /// A page of hits.
  func page<Hit>(
    _ kind: FindingKind, _ search: Search, _ hit: (HitReader, FoundPlace) throws(IndexError) -> Hit
  ) throws -> SearchHits<Hit> {
    try read { try $0.searching.page(kind, search, hit) }
  }
  /// Every hit.
  func each(_ kind: FindingKind, _ search: Search, _ body: (HitReader, FoundPlace) throws -> Void) throws {
    try read { try $0.searching.each(kind, search, body) }
  }
  func survey(_ kind: FindingKind, _ search: Search, top: Int) throws -> (facets: Facets, count: MatchCount) {
    try read { try $0.searching.survey(kind, search, top: top) }
  }
  func count(_ kind: FindingKind, _ search: Search) throws -> MatchCount { try read { try $0.searching.count(kind, search) } }
  func wordCounts(_ words: [String], of kind: FindingKind) throws -> WordCounts {
    try read { try $0.searching.wordCounts(words, of: kind) }
  }
}

extension IndexSession {
  /// The articles that print a version's story.
  func story(of version: Int64) throws(IndexError) -> Story {
    var members: [Story.Member] = []
    for member in try StoryLinks(store: store).roles(of: version) {
      members.append(Story.Member(article: try reader.version(member.version).head, role: member.role))
    }
    return Story(members: members)
  }
}
