internal import Record

/// Surnames that stand for several people.
extension NameSpans {
  /// "the Clintons": removes plurals, which are not a person.
  mutating func dropPlurals() {
    var surnames: Set<UInt64> = []
    for name in collect() where name.kind == .person {
      surnames.insert(text.tokens[lastPart(name.tokens)].lower)
    }
    for name in collect()
    where name.kind == .person && name.tokens.count == 1 && name.tokens.lowerBound > 0 {
      let index = name.tokens.lowerBound
      let range = text.tokens[index].range
      guard text.tokens[index - 1].lower == Self.the else { continue }
      // "the Roe family": several people as well.
      if index + 1 < text.tokens.count, Self.families.contains(text.tokens[index + 1].lower) {
        clear(name.tokens)
        continue
      }
      guard range.count > 3, text.bytes[range.end - 1] == UInt8(ascii: "s") else { continue }
      let bare = WordHash.folded(text.bytes, range.start..<range.end - 1)
      if surnames.contains(bare)
        || WordClasses.shared[bare].contains(.surname)
          && !WordClasses.shared[text.tokens[index].lower].contains(.surname)
      {
        clear(name.tokens)
      }
    }
  }

  /// The last part of a name, not counting a suffix.
  func lastPart(_ run: Range<Int>) -> Int {
    var last = run.upperBound - 1
    while last > run.lowerBound,
      classes[last].contains(.nameSuffix) || text.tokens[last].kind != .word
    { last -= 1 }
    return last
  }

  private static let families = Set(
    ["family", "families", "brothers", "sisters", "siblings", "twins"].map { WordHash.folded($0) })
}
