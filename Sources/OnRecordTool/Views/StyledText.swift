internal import Platform
internal import Record

/// Text with some stretches highlighted.
struct StyledText: Sendable {
  struct Piece: Sendable {
    var text: String
    var emphasis: Emphasis
  }

  private(set) var pieces: [Piece] = []

  /// Makes empty text.
  init() {}

  /// Makes text in one style.
  init(_ text: String, _ emphasis: Emphasis = .plain) { append(text, emphasis) }

  /// Makes text in which byte ranges are highlighted as matches.
  init(_ text: String, matches: [ByteRange], _ emphasis: Emphasis = .plain) {
    let bytes = Array(text.utf8)
    var from = 0
    for match in matches.sorted() where match.start >= from && match.end <= bytes.count && !match.isEmpty {
      append(String(decoding: bytes[from..<match.start], as: UTF8.self), emphasis)
      append(String(decoding: bytes[match.start..<match.end], as: UTF8.self), .match)
      from = match.end
    }
    append(String(decoding: bytes[from...], as: UTF8.self), emphasis)
  }

  mutating func append(_ text: String, _ emphasis: Emphasis = .plain) {
    if !text.isEmpty { pieces.append(Piece(text: text, emphasis: emphasis)) }
  }

  mutating func append(_ other: StyledText) { pieces += other.pieces }

  /// The text split at white space: each word as its pieces. No-break spaces keep words together.
  var words: [[Piece]] {
    var words: [[Piece]] = []
    var word: [Piece] = []
    for piece in pieces {
      var run = String.UnicodeScalarView()
      for scalar in piece.text.unicodeScalars {
        let isBreak = scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
        if isBreak {
          if !run.isEmpty { word.append(Piece(text: String(run), emphasis: piece.emphasis)) }
          run = .init()
          if !word.isEmpty { words.append(word) }
          word = []
        } else if !TerminalText.isControl(scalar) {
          run.append(scalar)
        }
      }
      if !run.isEmpty { word.append(Piece(text: String(run), emphasis: piece.emphasis)) }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
