internal import Record

/// A token that may be a quotation mark.
struct QuotationMark {
  var token: Int
  /// The character. A doubled backquote or apostrophe is stored as the curly mark it represents.
  var scalar: UInt32

  /// Whether it is a single quotation mark or an apostrophe.
  var isSingle: Bool {
    switch scalar {
    case 0x27, 0xB4, 0x2018...0x201B, 0x2BC, 0x2032, 0x2039, 0x203A: true
    default: false
    }
  }
}

/// Resolves the direction of quotation marks, paragraph by paragraph, and finds the quotations they enclose.
///
/// A mark's direction follows from its character, otherwise from its neighbours (white space on one side), otherwise from what is open. An
/// apostrophe counts as a mark only if a matching one follows nearby. Nothing stays open beyond its paragraph, except that the next
/// paragraph may reopen, or close, an unclosed quotation.
struct QuotationReader {
  private struct Open {
    var token: Int
    var scalar: UInt32
    var isSingle: Bool
  }

  /// The most marks of look-ahead, and the greatest nesting depth. More is noise, and its cost must be bounded.
  private static let sight = 256
  private static let depth = 16

  let bytes: [UInt8]
  private(set) var quotations: [Quotation] = []
  /// Whether the previous paragraph left a quotation unclosed, and whether its marks are single.
  private var pendingIsSingle: Bool?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads one paragraph: sets the kinds of its quotation marks and the quotation of its tokens.
  mutating func read(_ paragraph: Range<Int>, marks: ArraySlice<QuotationMark>, tokens: inout [Token]) {
    guard !paragraph.isEmpty else { return }
    let pending = pendingIsSingle
    pendingIsSingle = nil
    guard !marks.isEmpty else { return }
    var stack: [Open] = []
    var reopened = false
    var isFirst = true
    var left = Remainder(marks)
    for position in marks.indices {
      let mark = marks[position]
      defer { left.take(mark) }
      switch direction(of: position, in: marks, paragraph: paragraph, tokens: tokens, stack: stack, pending: pending) {
      case .neither: continue
      case .opens where stack.count == Self.depth: continue
      case .opens:
        isFirst = false
        tokens[mark.token].kind = .openingMark
        if let outermost = stack.first, !mark.isSingle, !outermost.isSingle,
          !isNested(mark.scalar, outer: outermost, left: left)
        {
          record(outermost, until: mark.token, closing: -1, continues: reopened, tokens: &tokens)
          stack.removeAll(keepingCapacity: true)
          reopened = false
        }
        if stack.isEmpty { reopened = mark.token == paragraph.lowerBound && pending == mark.isSingle }
        stack.append(Open(token: mark.token, scalar: mark.scalar, isSingle: mark.isSingle))
      case .closes:
        let wasFirst = isFirst
        isFirst = false
        tokens[mark.token].kind = .closingMark
        guard let partner = stack.lastIndex(where: { $0.isSingle == mark.isSingle }) else {
          if wasFirst { closeUnopened(mark, paragraph: paragraph, pending: pending, tokens: &tokens) }
          continue
        }
        let outermost = stack[0]
        stack.removeSubrange(partner...)
        if stack.isEmpty {
          record(outermost, until: mark.token, closing: mark.token, continues: reopened, tokens: &tokens)
          reopened = false
        }
      }
    }
    if let outermost = stack.first {
      let end = SpeechClause(bytes: bytes).start(behind: outermost.token, in: paragraph, tokens: tokens)
      record(outermost, until: end ?? paragraph.upperBound, closing: -1, continues: reopened, tokens: &tokens)
      pendingIsSingle = outermost.isSingle
    }
  }

  private enum Direction {
    case opens, closes, neither
  }

  private func direction(
    of position: Int, in marks: ArraySlice<QuotationMark>, paragraph: Range<Int>, tokens: [Token], stack: [Open], pending: Bool?
  ) -> Direction {
    let mark = marks[position]
    let before = isGapBefore(mark.token, paragraph: paragraph, tokens: tokens)
    let after = isGapAfter(mark.token, paragraph: paragraph, tokens: tokens)
    let isOpen = stack.contains { $0.isSingle == mark.isSingle }
    if !mark.isSingle {
      switch mark.scalar {
      case 0x201C where stack.last?.scalar == 0x201E: return .closes
      case 0x201C where isOpen && !before && after: return .closes
      case 0x201C, 0x201E, 0x201F, 0x300C, 0x300E: return .opens
      case 0x201D where !isOpen && before && !after: return .opens
      case 0x201D, 0x300D, 0x300F: return .closes
      case 0xAB: return isOpen && !before && after ? .closes : .opens
      case 0xBB: return !isOpen && before && !after ? .opens : .closes
      default:
        if before != after { return before ? .opens : .closes }
        if !isOpen, pending == false, !hasLaterClose(position, in: marks, paragraph: paragraph, tokens: tokens) { return .closes }
        return isOpen ? .closes : .opens
      }
    }
    switch mark.scalar {
    case 0x2039: return .opens
    case 0x203A: return isOpen ? .closes : .neither
    case 0x2018, 0x201B: return after && isOpen && !before ? .closes : .opens
    default:
      if before, !after {
        let opensParagraph = mark.token == paragraph.lowerBound
        return opensParagraph || hasLaterClose(position, in: marks, paragraph: paragraph, tokens: tokens) ? .opens : .neither
      }
      guard after, !before else { return .neither }
      if isOpen, stack.last?.isSingle == true {
        return isPossessive(position, in: marks, paragraph: paragraph, tokens: tokens) ? .neither : .closes
      }
      // May close a quotation that an earlier paragraph left unclosed.
      return pending == true && endsInStop(mark.token, tokens) ? .closes : .neither
    }
  }

  /// Whether white space, the start of the paragraph, an opening bracket or mark, or a dash comes before.
  private func isGapBefore(_ token: Int, paragraph: Range<Int>, tokens: [Token]) -> Bool {
    if token == paragraph.lowerBound || tokens[token].shape.contains(.spaceBefore) { return true }
    let previous = tokens[token - 1]
    if previous.kind == .openingMark || previous.kind == .dash { return true }
    let byte = bytes[previous.range.start]
    return previous.range.count == 1 && (byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "/"))
  }

  /// Whether white space, the end of the paragraph, a closing bracket, a punctuation mark or a dash comes after. Quotation marks in between
  /// are skipped.
  private func isGapAfter(_ token: Int, paragraph: Range<Int>, tokens: [Token]) -> Bool {
    var token = token
    for _ in 0..<Self.depth {
      if token + 1 >= paragraph.upperBound || tokens[token].shape.contains(.spaceAfter) { return true }
      let next = tokens[token + 1]
      if next.kind == .dash { return true }
      guard next.kind == .punctuation else { return false }
      let byte = bytes[next.range.start]
      let isMark = byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte >= 0x80
      guard isMark, next.range.count <= 3, !isStop(next) else { return byte != UInt8(ascii: "(") && byte != UInt8(ascii: "[") }
      token += 1
    }
    return false
  }

  private func isStop(_ token: Token) -> Bool {
    let byte = bytes[token.range.start]
    return byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
      || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ":")
      || (byte == 0xE2 && token.range.count == 3 && bytes[token.range.start + 2] == 0xA6)
  }

  private func endsInStop(_ token: Int, _ tokens: [Token]) -> Bool {
    token > 0 && (isStop(tokens[token - 1]) || tokens[token - 1].kind == .dash || tokens[token - 1].shape.contains(.abbreviation))
  }

  /// Whether a mark of the same kind that can close occurs later in the paragraph.
  private func hasLaterClose(_ position: Int, in marks: ArraySlice<QuotationMark>, paragraph: Range<Int>, tokens: [Token]) -> Bool {
    let single = marks[position].isSingle
    for mark in marks[(position + 1)...].prefix(Self.sight) where mark.isSingle == single {
      let before = isGapBefore(mark.token, paragraph: paragraph, tokens: tokens)
      let after = isGapAfter(mark.token, paragraph: paragraph, tokens: tokens)
      if after, !before { return true }
    }
    return false
  }

  /// Whether an apostrophe after an "s" is a possessive plural although a single quotation is open: a lower-case word follows, and a better
  /// closing mark occurs later.
  private func isPossessive(_ position: Int, in marks: ArraySlice<QuotationMark>, paragraph: Range<Int>, tokens: [Token]) -> Bool {
    let token = marks[position].token
    guard bytes[tokens[token - 1].range.end - 1] | 32 == UInt8(ascii: "s"), tokens[token - 1].kind == .word,
      token + 1 < paragraph.upperBound,
      tokens[token + 1].kind == .word, tokens[token].shape.contains(.spaceAfter), !tokens[token + 1].shape.contains(.capitalized)
    else { return false }
    for mark in marks[(position + 1)...].prefix(Self.sight) where mark.isSingle {
      let before = isGapBefore(mark.token, paragraph: paragraph, tokens: tokens)
      let after = isGapAfter(mark.token, paragraph: paragraph, tokens: tokens)
      if before, !after { return false }
      if after, !before { return true }
    }
    return false
  }

  /// The double marks of a paragraph not yet read, counted by the direction of their characters.
  private struct Remainder {
    private(set) var opens = 0
    private(set) var closes = 0
    private(set) var straight = 0

    init(_ marks: ArraySlice<QuotationMark>) { for mark in marks { count(mark, 1) } }

    mutating func take(_ mark: QuotationMark) { count(mark, -1) }

    private mutating func count(_ mark: QuotationMark, _ step: Int) {
      switch mark.scalar {
      case 0x22: straight += step
      case 0x201D, 0xBB: closes += step
      case 0x201C, 0xAB: opens += step
      default: break
      }
    }
  }

  /// Whether a double mark that opens inside an open quotation is nested: enough marks remain to close both.
  private func isNested(_ here: UInt32, outer: Open, left: Remainder) -> Bool {
    if here != outer.scalar { return true }
    return here == 0x22 ? left.straight % 2 == 1 : left.closes > left.opens
  }

  /// Handles a closing mark without an open quotation at the first mark of a paragraph: it ends the quotation left open before, or one
  /// whose opening mark is missing at the start of the paragraph.
  private mutating func closeUnopened(
    _ mark: QuotationMark, paragraph: Range<Int>, pending: Bool?, tokens: inout [Token]
  ) {
    let continues = pending == mark.isSingle
    guard continues || !mark.isSingle && endsInStop(mark.token, tokens) && mark.token > paragraph.lowerBound + 2 else { return }
    guard mark.token > paragraph.lowerBound else { return }
    let number = Int32(quotations.count)
    quotations.append(
      Quotation(
        inside: paragraph.lowerBound..<mark.token, opening: -1, closing: mark.token, continues: continues, single: mark.isSingle))
    for token in paragraph.lowerBound..<mark.token { tokens[token].quotation = number }
  }

  private mutating func record(_ open: Open, until end: Int, closing: Int, continues: Bool, tokens: inout [Token]) {
    guard open.token + 1 < end else { return }
    let number = Int32(quotations.count)
    let inside = open.token + 1..<end
    quotations.append(Quotation(inside: inside, opening: open.token, closing: closing, continues: continues, single: open.isSingle))
    for token in inside { tokens[token].quotation = number }
  }
}
