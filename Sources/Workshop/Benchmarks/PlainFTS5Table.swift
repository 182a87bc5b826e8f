internal import Aggregation

/// A bare FTS5 table of texts in a file of its own: the yardstick for the index's speed.
final class PlainFTS5Table {
  private let store: Store

  /// Makes the table in a new file.
  init(path: String) throws(IndexError) {
    store = try Store(newFile: path)
    try store.execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536")
    try store.execute("CREATE VIRTUAL TABLE quotes USING fts5(words, tokenize = 'unicode61')")
  }

  /// Inserts texts in one transaction.
  func insert(_ texts: [String]) throws(IndexError) {
    try store.execute("BEGIN IMMEDIATE")
    for text in texts { try store.run("INSERT INTO quotes(words) VALUES(?)", [.text(text)]) }
    try store.execute("COMMIT")
  }

  /// How many of the best 20 by rank there are; used to measure the time it takes.
  func best(_ words: [String]) throws(IndexError) -> Int {
    let match = words.map { "\"\($0)\"" }.joined(separator: " ")
    let best = "SELECT rowid FROM quotes WHERE quotes MATCH ? ORDER BY rank LIMIT 20"
    return try store.number("SELECT count(*) FROM (\(best))", [.text(match)])
  }

  /// The size of the file in bytes.
  func bytes() throws(IndexError) -> Int { try store.number("PRAGMA page_count") * store.number("PRAGMA page_size") }
}
