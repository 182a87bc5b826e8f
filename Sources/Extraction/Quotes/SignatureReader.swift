internal import Linguistics
internal import Record

/// Reads names that sign a quotation after its end: “…” — Ann Roe, “…” (Ann Roe, mayor), or on a line of their own below.
struct SignatureReader {
  let text: AnalyzedText

  /// A signature's name, and the punctuation before it, if any.
  struct Signature {
    var name: Range<Int>
    var mark: Int?
  }

  /// The most tokens of a signature, and before its name.
  private static let longest = 20
  private static let longestTitle = 5

  /// A signature in the same paragraph, after the closing mark.
  func behind(_ token: Int, in run: Range<Int>) -> Signature? {
    guard token + 1 < run.upperBound, isMark(token), run.upperBound - token <= Self.longest else { return nil }
    guard let name = name(in: token + 1..<run.upperBound) else { return nil }
    return Signature(name: name, mark: token)
  }

  /// A signature in the next paragraph, if the quotation ends its own.
  func below(_ number: Int, lastToken: Int) -> Signature? {
    guard number + 1 < text.paragraphTokens.count, lastToken >= text.paragraphTokens[number].upperBound else { return nil }
    let run = text.paragraphTokens[number + 1]
    guard let first = run.first, let last = run.last, run.count <= Self.longest, run.count >= 2 else { return nil }
    if isMark(first) { return name(in: first + 1..<run.upperBound).map { Signature(name: $0, mark: first) } }
    // A line with a name and possibly a title that is not a sentence.
    let byte = text.bytes[text.tokens[last].range.start]
    guard text.tokens[first].shape.contains(.capitalized), byte != UInt8(ascii: ":"), byte != UInt8(ascii: "."),
      run.allSatisfy({ text.tokens[$0].kind != .openingMark && text.tokens[$0].quotation < 0 })
    else { return nil }
    return name(in: run).map { Signature(name: $0, mark: nil) }
  }

  /// The person's name in a signature without a verb.
  private func name(in run: Range<Int>) -> Range<Int>? {
    for token in run {
      guard text.tokens[token].kind == .word, !text.tokens[token].shape.contains(.capitalized) else { continue }
      switch text.tokens[token].tag {
      case .VBD, .VBZ, .VBP, .MD: return nil
      default: continue
      }
    }
    if let name = text.names(in: run).first(where: { $0.kind == .person }) {
      return name.tokens.lowerBound - run.lowerBound <= Self.longestTitle && name.tokens.upperBound <= run.upperBound ? name.tokens : nil
    }
    var high = run.lowerBound
    while high < run.upperBound, text.tokens[high].kind == .word, text.tokens[high].shape.contains(.capitalized) { high += 1 }
    guard high - run.lowerBound >= 2, high - run.lowerBound <= 4, high == run.upperBound || text.tokens[high].kind == .punctuation else {
      return nil
    }
    return run.lowerBound..<high
  }

  /// A dash, hyphen, tilde or opening bracket.
  private func isMark(_ token: Int) -> Bool {
    if text.tokens[token].kind == .dash { return true }
    guard text.tokens[token].range.count == 1 else { return false }
    switch text.bytes[text.tokens[token].range.start] {
    case UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: "("), UInt8(ascii: "["): return true
    default: return false
    }
  }
}
