internal import Record

/// The cells of a row by the names of their columns, for formats that pick some of them.
struct NamedCells {
  private let places: [String: Int]
  var cells: [Cell] = []
  /// The table's name.
  let table: String

  init(_ table: Table) {
    self.table = table.name
    places = Dictionary(table.columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(_ name: String) -> Cell? {
    guard let place = places[name], place < cells.count else { return nil }
    return cells[place]
  }

  /// A column's value as text; `nil` if it is unknown or there is no such column.
  func text(_ name: String) -> String? { self[name].flatMap(\.plainText) }

  /// A column's whole number.
  func integer(_ name: String) -> Int? {
    guard case .integer(let number)? = self[name] else { return nil }
    return number
  }

  /// The id of the article that the row is from.
  var articleID: String? { table == "articles" ? text("id") : text("article_id") }
  /// The headline.
  var headline: String? { table == "articles" ? text("title") : text("article_title") }
  /// The article's address: its own, else the one it was fetched from, else a name made from the digest of its content.
  var address: String {
    text("canonical_url") ?? text("url") ?? text("content_sha256").map { "urn:sha256:\($0)" } ?? "urn:onrecord:article:\(articleID ?? "")"
  }
  /// The people or desks of the byline.
  var authors: [String] {
    guard case .list(let names)? = self["authors"] else { return [] }
    return names
  }
  /// Year, month and day of publication.
  var published: (year: Int, month: Int, day: Int)? {
    guard case .date(let day?)? = self["published_date"] else { return nil }
    return CalendarDay.date(day)
  }
}

/// Writes one JSON document whose items arrive one after another.
final class JSONDocument {
  private let block: BlockWriter
  private let head: String
  private let tail: String
  private var isEmpty = true

  init(_ output: @escaping ByteOutput, head: String, tail: String) {
    block = BlockWriter(output)
    self.head = head
    self.tail = tail
  }

  func begin() { block.bytes.append(contentsOf: head.utf8) }

  func item(_ members: (inout JSONWriter) -> Void) throws {
    block.bytes.append(contentsOf: (isEmpty ? "\n" : ",\n").utf8)
    isEmpty = false
    var writer = JSONWriter()
    writer.object(members)
    block.bytes.append(contentsOf: writer.bytes)
    try block.passOn()
  }

  func close() throws {
    block.bytes.append(contentsOf: "\n\(tail)\n".utf8)
    try block.flush()
  }
}

extension JSONWriter {
  /// Writes a member with a text, if there is one.
  mutating func present(_ name: String, _ text: String?) {
    guard let text else { return }
    key(name)
    string(text)
  }

  /// Writes a member with an object.
  mutating func member(_ name: String, _ members: (inout JSONWriter) -> Void) {
    key(name)
    object(members)
  }
}
