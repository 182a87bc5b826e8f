/// A bare FTS5 table of texts in a file of its own. It is the yardstick for the index's speed; nothing else uses it.
package final class PlainFTS5Table {
  private let store: Store

  /// Makes the table in a new file.
  package init(path: String) throws(IndexError) {
    store = Store(try SQLiteConnection(path: path, readOnly: false, create: true))
    try store.execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536")
    try store.execute("CREATE VIRTUAL TABLE quotes USING fts5(words, tokenize = 'unicode61')")
  }

  /// Inserts texts in one transaction.
  package func insert(_ texts: [String]) throws(IndexError) {
    try store.execute("BEGIN IMMEDIATE")
    for text in texts { try store.run("INSERT INTO quotes(words) VALUES(?)", [.text(text)]) }
    try store.execute("COMMIT")
  }

  /// How many of the best 20 by rank there are; used to measure the time it takes.
  package func best(_ words: [String]) throws(IndexError) -> Int {
    var count = 0
    let match = words.map { "\"\($0)\"" }.joined(separator: " ")
    try store.each("SELECT rowid FROM quotes WHERE quotes MATCH ? ORDER BY rank LIMIT 20", [.text(match)]) { _ in count += 1 }
    return count
  }

  /// The size of the file in bytes.
  package func bytes() throws(IndexError) -> Int { try store.number("PRAGMA page_count") * store.number("PRAGMA page_size") }
}
