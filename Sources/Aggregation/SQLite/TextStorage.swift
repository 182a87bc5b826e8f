/// Compresses and expands the texts of articles: with zstd and a dictionary trained on the index's own texts, or with zlib while there is
/// no dictionary.
///
/// The first dictionary is made when the index holds some articles, and another one each time it has grown many times over. A text is read
/// with the dictionary that it was written with.
final class TextStorage {
  private let store: Store
  private var dictionaries: [Int64: ZstandardDictionary] = [:]
  /// The dictionary that new texts are written with.
  private var newest: (id: Int64, dictionary: ZstandardDictionary)?

  /// The first dictionary is made from this many articles, and the next when there are this many times more.
  private static let first = 100
  private static let growth = 20
  /// How many articles and bytes a dictionary is trained on at most: more would take longer and gain nothing.
  private static let sample = 2_000
  private static let sampleBytes = 8 << 20
  /// No stored byte may stand for more bytes of text: a larger size is taken for damage before memory is spent on it. Texts that would
  /// shrink further are left to zlib.
  private static let mostGrowth = 1_000

  init(_ store: Store) { self.store = store }

  /// Clears its caches; needed after a transaction that was rolled back.
  func forget() {
    dictionaries.removeAll()
    newest = nil
  }

  /// Chooses the dictionary that a transaction writes with, a new one if it is time. `texts` are about to be added.
  func prepare(for texts: [[UInt8]]) throws(IndexError) {
    let last = try store.first("SELECT id, articles FROM dictionary ORDER BY id DESC LIMIT 1", []) { row in
      (id: row.integer(0), articles: Int(row.integer(1)))
    }
    let stored = try store.number("SELECT max(id) FROM article")
    let articles = stored + texts.count
    if articles < last.map({ $0.articles * Self.growth }) ?? Self.first {
      guard let last, newest?.id != last.id else { return }
      newest = (last.id, try dictionary(last.id))
      return
    }
    var samples: [[UInt8]] = []
    var bytes = 0
    for text in try sampleOfStored(beside: texts.count) + texts where !text.isEmpty && bytes < Self.sampleBytes {
      samples.append(Array(text.prefix(Self.sampleBytes - bytes)))
      bytes += text.count
    }
    let dictionary = ZstandardDictionary.trained(on: samples)
    try store.run("INSERT INTO dictionary(articles, bytes) VALUES(?, ?)", [SQLiteValue(articles), .blob(dictionary.bytes)])
    dictionaries[store.lastKey] = dictionary
    newest = (store.lastKey, dictionary)
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

  /// A text's stored bytes and the dictionary they are written with; 0 for zlib.
  func encode(_ text: [UInt8]) -> (bytes: [UInt8], dictionary: Int64) {
    if let newest, let frame = newest.dictionary.compress(text), text.count <= frame.count * Self.mostGrowth { return (frame, newest.id) }
    return (Deflate.compress(text, level: 6), 0)
  }

  /// The text; `nil` if it is damaged.
  func decode(_ bytes: [UInt8], dictionary id: Int64, size: Int) throws(IndexError) -> [UInt8]? {
    if id == 0 { return Deflate.expand(bytes) }
    guard size >= 0, size <= bytes.count * Self.mostGrowth else { return nil }
    return try dictionary(id).expand(bytes, size: size)
  }

  private func dictionary(_ id: Int64) throws(IndexError) -> ZstandardDictionary {
    if let known = dictionaries[id] { return known }
    guard let bytes = try store.first("SELECT bytes FROM dictionary WHERE id = ?", [.integer(id)], { row in row.blob(0) }) else {
      throw .corrupt(path: store.path, detail: "a dictionary of the texts cannot be read")
    }
    let dictionary = ZstandardDictionary(bytes)
    dictionaries[id] = dictionary
    return dictionary
  }
}
