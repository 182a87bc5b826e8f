internal import FullText

/// Writes and reads the texts of articles: by a dictionary of the index's own pieces, or with zlib while there is none.
///
/// The first dictionary is made when the index holds some articles, another when it has grown to many times as many; a text is read by the
/// dictionary it was written with.
final class TextStorage {
  private let store: Store
  private var dictionaries: [Int64: TextDictionary] = [:]
  private var encoder: (id: Int64, encoder: TextEncoder)?

  /// A first dictionary is made from so many articles, the next when there are that many times more.
  private static let first = 100
  private static let growth = 20
  /// How many articles of the index are read for a dictionary, and how many bytes of new ones.
  private static let sample = 2_000
  private static let sampleBytes = 32 << 20

  init(_ store: Store) { self.store = store }

  /// Forgets what it has cached; after a transaction that was rolled back.
  func forget() {
    dictionaries.removeAll()
    encoder = nil
  }

  /// Chooses the dictionary that a transaction writes by, a new one if it is time; `texts` are about to be added.
  func prepare(for texts: [[UInt8]]) throws(IndexError) {
    let newest = try store.first("SELECT id, articles FROM dictionary ORDER BY id DESC LIMIT 1", []) { row in
      (id: row.integer(0), articles: Int(row.integer(1)))
    }
    let stored = try store.number("SELECT max(id) FROM article")
    let articles = stored + texts.count
    if articles < newest.map({ $0.articles * Self.growth }) ?? Self.first {
      guard let newest, encoder?.id != newest.id else { return }
      encoder = (newest.id, TextEncoder(try dictionary(newest.id)))
      return
    }
    var counter = PieceCounter()
    for version in try sampleOfStored(beside: texts.count) { counter.count(version) }
    var bytes = 0
    for text in texts {
      counter.count(text)
      bytes += text.count
      if bytes > Self.sampleBytes { break }
    }
    let dictionary = counter.dictionary
    try store.run("INSERT INTO dictionary(articles, pieces) VALUES(?, ?)", [SQLiteValue(articles), .blob(dictionary.stored)])
    dictionaries[store.lastKey] = dictionary
    encoder = (store.lastKey, TextEncoder(dictionary))
  }

  private func sampleOfStored(beside new: Int) throws(IndexError) -> [[UInt8]] {
    let last = try store.number("SELECT max(id) FROM version")
    guard last > 0, new < Self.sample else { return [] }
    var texts: [[UInt8]] = []
    for id in stride(from: 1, through: last, by: max(1, last / Self.sample)) {
      let row = try store.first("SELECT text, dictionary, bytes FROM version WHERE id = ?", [SQLiteValue(id)]) { row in
        (row.blob(0), row.integer(1), Int(row.integer(2)))
      }
      if let (text, dictionary, size) = row, let text = try decode(text, dictionary: dictionary, size: size) { texts.append(text) }
    }
    return texts
  }

  /// A text's stored bytes and the dictionary they are written by; 0 for zlib.
  func encode(_ text: [UInt8]) -> (bytes: [UInt8], dictionary: Int64) {
    if let encoder {
      let code = encoder.encoder.encode(text)
      // A text of a kind that the dictionary does not know.
      if code.count * 2 < text.count + 64 { return (code, encoder.id) }
      let deflated = Deflate.compress(text, level: 6)
      return code.count <= deflated.count ? (code, encoder.id) : (deflated, 0)
    }
    return (Deflate.compress(text, level: 6), 0)
  }

  /// The text; `nil` if it is damaged.
  func decode(_ bytes: [UInt8], dictionary id: Int64, size: Int) throws(IndexError) -> [UInt8]? {
    id == 0 ? Deflate.expand(bytes) : try dictionary(id).decode(bytes, size: size)
  }

  /// A headline as stored beside a text of that dictionary: its length and its code, or as it is.
  func encode(headline: String?, dictionary id: Int64) -> SQLiteValue {
    guard let headline, let encoder, encoder.id == id else { return SQLiteValue(headline) }
    var bytes: [UInt8] = []
    bytes.append(varint: UInt32(headline.utf8.count))
    bytes += encoder.encoder.encode(Array(headline.utf8))
    return .blob(bytes)
  }

  /// A headline as it was given.
  func headline(_ row: borrowing SQLiteStatement, _ column: Int32, dictionary id: Int64) throws(IndexError) -> String? {
    guard row.isBlob(column) else { return row.optionalText(column) }
    let bytes = row.blob(column)
    var place = 0
    let size = Int(bytes.varint(at: &place))
    guard let text = try dictionary(id).decode(Array(bytes[place...]), size: size) else {
      throw .corrupt(path: store.path, detail: "the headline of an article cannot be read")
    }
    return String(decoding: text, as: UTF8.self)
  }

  private func dictionary(_ id: Int64) throws(IndexError) -> TextDictionary {
    if let known = dictionaries[id] { return known }
    let stored = try store.first("SELECT pieces FROM dictionary WHERE id = ?", [.integer(id)]) { row in row.blob(0) }
    guard let stored, let dictionary = TextDictionary(stored: stored) else {
      throw .corrupt(path: store.path, detail: "a dictionary of the texts cannot be read")
    }
    dictionaries[id] = dictionary
    return dictionary
  }
}
