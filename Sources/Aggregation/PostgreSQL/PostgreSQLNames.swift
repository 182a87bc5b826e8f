internal import FullText
internal import Platform

/// The table `name`: names of speakers, bodies, outlets and units, each with its key.
final class PostgreSQLNames {
  private let connection: PostgreSQLConnection
  /// Keys of names met, by their bytes: `==` on strings would treat two encodings of an accent as one.
  private var keys: [[UInt8]: Int64] = [:]
  private var names: [Int64: String] = [:]
  /// So many are remembered.
  private static let most = 200_000

  init(_ connection: PostgreSQLConnection) { self.connection = connection }

  /// Forgets the keys; after a transaction that was rolled back.
  func forget() {
    keys.removeAll()
    names.removeAll()
  }

  /// Stores those of some names that are missing, all at once, and learns their keys.
  func prepare(_ texts: some Sequence<String>) throws(IndexError) {
    if keys.count > Self.most { keys.removeAll() }
    var new: [Int64: String] = [:]
    for text in texts where keys[Array(text.utf8)] == nil { new[Self.digest(text)] = text }
    guard !new.isEmpty else { return }
    // In one order, so that two programs do not wait for one another.
    let digests = new.keys.sorted()
    let values: [PostgreSQLValue] = [.integers(digests), .texts(digests.map { new[$0] ?? "" })]
    try connection.query(
      "INSERT INTO name(digest, text) SELECT * FROM unnest($1::bigint[], $2::text[]) ON CONFLICT (digest) DO NOTHING", values)
    let rows = try connection.query("SELECT digest, id FROM name WHERE digest = ANY($1::bigint[])", [values[0]])
    for row in 0..<rows.count { if let text = new[rows.integer(row, 0)] { keys[Array(text.utf8)] = rows.integer(row, 1) } }
  }

  /// A name's key; 0 for none.
  func key(_ text: String?) throws(IndexError) -> UInt32 {
    guard let text else { return 0 }
    if keys[Array(text.utf8)] == nil { try prepare([text]) }
    guard let key = keys[Array(text.utf8)], key <= Int64(UInt32.max) else { throw .full(path: connection.place) }
    return UInt32(key)
  }

  /// A name by its key; `nil` for 0.
  func name(_ key: Int64) throws(IndexError) -> String? {
    if key == 0 { return nil }
    if let known = names[key] { return known }
    let rows = try connection.fetch("SELECT text FROM name WHERE id = $1::bigint", [.integer(key)])
    guard rows.count > 0 else { return nil }
    if names.count > Self.most { names.removeAll() }
    names[key] = rows.text(0, 0)
    return names[key]
  }

  private static func digest(_ text: String) -> Int64 { Int64(bitPattern: Digest.sha256Prefix(Array(text.utf8))) }
}
