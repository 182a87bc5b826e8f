internal import Knowledge

/// What comes before a colon in bylines ("Report: Ann Lee. Pictures: Bo Chan"), and words that end the names of firms.
struct BylineLabels: Sendable {
  /// The built-in one.
  static let standard = BylineLabels(Lexicon(named: "byline-words.tsv"))

  /// "Report", "Words": whoever follows wrote the text.
  private let texts: ByteSet
  /// "Pictures", "Editing": whoever follows did not write it.
  private let others: ByteSet
  /// "Ltd", "Media": the last words of firms' names.
  private let firms: ByteSet
  /// Whether a piece of a byline, or what comes before its colon, is about work other than the text.
  enum Label {
    case text, other
  }

  init(_ lexicon: Lexicon) {
    let word = lexicon.column("word"), purpose = lexicon.column("purpose")
    func words(_ wanted: String) -> ByteSet {
      ByteSet(lexicon.rows.filter { $0[purpose] == wanted }.map { Array($0[word].utf8) })
    }
    texts = words("text label")
    others = words("other label")
    firms = words("firm")
  }

  /// The label before a colon, and what follows it.
  func label(of piece: [UInt8]) -> (label: Label, rest: [UInt8])? {
    guard let colon = piece.firstIndex(of: UInt8(ascii: ":")), colon < 30, colon + 1 < piece.count else { return nil }
    let key = FoldedText.fold(piece[..<colon])
    let rest = Array(piece[(colon + 1)...].drop { $0 == 32 })
    if texts.contains(key) { return (.text, rest) }
    return others.contains(key) ? (.other, rest) : nil
  }

  /// Whether a folded text is a label of the text's author.
  func isText(_ folded: [UInt8]) -> Bool { texts.contains(folded) }

  /// Whether a name is like "Marsh Media Group Ltd": two words or more, the last one typical of firms.
  func isFirm(_ name: String) -> Bool {
    let words = FoldedText.fold(name).split(separator: 32)
    return words.count > 1 && words.last.map { firms.contains($0) } == true
  }
}
