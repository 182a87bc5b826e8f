internal import Synchronization

/// A tab-separated word list of `CKnowledge/Lexicons`: a line with the names of the columns, then one line per entry. Lines that begin with
/// `#` and blank lines are ignored. `columns.tsv` declares what each column may hold.
///
/// A list is kept as bytes with the places of its fields. A field becomes a string only where it is asked for as one, which is a hundred
/// times dearer, so that a command starts at once.
package final class Lexicon: Sendable {
  /// The file's name.
  package let name: String
  /// The columns' names, from the first line.
  package let columns: [String]
  /// The file's content.
  package let bytes: [UInt8]
  /// For each row the number of its line, the place before its first byte, and the end of each of its fields.
  private let places: [Int32]
  /// The numbers of the lines with more fields than there are columns.
  let crowdedLines: [Int]

  /// Reads the embedded list with that name. Ends the program if it is not part of the build or a line has too many fields; both are
  /// mistakes in the project itself and are found by a test.
  package convenience init(named name: String) {
    if let known = Self.known.withLock({ $0[name] }) {
      self.init(known)
      return
    }
    guard let file = EmbeddedBytes(named: name) else { fatalError("\(name) is not embedded") }
    self.init(name: name, bytes: file.bytes)
    if let line = crowdedLines.first { fatalError(Self.tooMany(name, line, columns)) }
    let read = self
    Self.known.withLock { $0[name] = read }
  }

  /// The embedded lists that have been read: several tables are made from the larger ones.
  private static let known = Mutex<[String: Lexicon]>([:])

  private init(_ other: Lexicon) {
    (name, columns, bytes, places, crowdedLines) = (other.name, other.columns, other.bytes, other.places, other.crowdedLines)
  }

  /// Reads a list from bytes.
  package init(name: String, bytes: [UInt8]) {
    var columns: [String] = []
    var places: [Int32] = []
    var crowded: [Int] = []
    // A row takes more than six bytes for each of its places.
    places.reserveCapacity(bytes.count / 6)
    var start = 0
    var line = 0
    while start < bytes.count {
      line += 1
      if bytes[start] == Self.newline {
        start += 1
        continue
      }
      if bytes[start] == UInt8(ascii: "#") || columns.isEmpty {
        let end = bytes[start...].firstIndex(of: Self.newline) ?? bytes.count
        if bytes[start] != UInt8(ascii: "#") {
          columns = bytes[start..<end].split(separator: Self.tab, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
          }
        }
        start = end + 1
        continue
      }
      places.append(Int32(line))
      places.append(Int32(start - 1))
      var count = 0
      var index = start
      while true {
        let byte = index < bytes.count ? bytes[index] : Self.newline
        // Tab and newline are neighbours.
        if byte &- Self.tab < 2 {
          if count < columns.count { places.append(Int32(index)) }
          count += 1
          if byte == Self.newline { break }
        }
        index += 1
      }
      if count > columns.count { crowded.append(line) }
      while count < columns.count {
        places.append(Int32(index))
        count += 1
      }
      start = index + 1
    }
    self.name = name
    self.columns = columns
    self.bytes = bytes
    self.places = places
    crowdedLines = crowded
  }

  private static let tab = UInt8(ascii: "\t")
  private static let newline = UInt8(ascii: "\n")

  /// The entries.
  package var rows: Rows { Rows(lexicon: self, endIndex: places.count / (columns.count + 2)) }

  /// The index of a column; ends the program if the list has no column with that name.
  package func column(_ title: String) -> Int {
    guard let index = columns.firstIndex(of: title) else { fatalError("\(name) has no column \(title)") }
    return index
  }

  /// The entries of a list in the order of its lines.
  package struct Rows: RandomAccessCollection, Sendable {
    fileprivate let lexicon: Lexicon
    package var startIndex: Int { 0 }
    package let endIndex: Int
    package subscript(number: Int) -> Row { Row(lexicon: lexicon, place: number * (lexicon.columns.count + 2)) }
  }

  /// An entry.
  package struct Row: Sendable {
    let lexicon: Lexicon
    fileprivate let place: Int

    /// The number of its line in the file, the first being 1.
    package var line: Int { Int(lexicon.places[place]) }

    /// The list's bytes.
    package var bytes: [UInt8] { lexicon.bytes }

    /// Where a column's field stands in the list's bytes; empty where the line ends before it.
    package func range(_ column: Int) -> Range<Int> {
      precondition(column >= 0 && column < lexicon.columns.count, "no such column")
      let end = Int(lexicon.places[place + column + 2])
      return min(Int(lexicon.places[place + column + 1]) + 1, end)..<end
    }

    /// The words of a column's field, separated by spaces.
    package func words(_ column: Int) -> [Range<Int>] {
      let field = range(column)
      var words: [Range<Int>] = []
      var start = field.lowerBound
      for index in field.lowerBound...field.upperBound where index == field.upperBound || lexicon.bytes[index] == 32 {
        if index > start { words.append(start..<index) }
        start = index + 1
      }
      return words
    }

    /// A column's field as a string.
    package subscript(column: Int) -> String { String(decoding: lexicon.bytes[range(column)], as: UTF8.self) }

    /// The value that a column's field names. Ends the program with ``refuse(_:)`` where it names none.
    package func value<Value: RawRepresentable<String>>(_ column: Int, as type: Value.Type = Value.self) -> Value {
      guard let value = Value(rawValue: self[column]) else { refuse(column) }
      return value
    }

    /// Ends the program, because a column's field holds what no code knows. The message names the file, the line and what is allowed.
    package func refuse(_ column: Int) -> Never { fatalError(lexicon.problem(self, column)) }
  }
}

extension String {
  /// The words, separated by spaces. Compares bytes instead of characters, because lexicons are read at every start.
  package var blankParted: [Substring] { utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) } }
}
