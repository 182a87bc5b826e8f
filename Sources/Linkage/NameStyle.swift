internal import Knowledge

/// What stands around a name and is no part of it: "DCI", "Rt Hon", "Major General", "OBE".
struct NameStyle: Hashable, Sendable {
  /// The title that the style implies, or none: "Dr" and "Sir" imply none.
  let title: String
  /// Whether it makes, with a surname alone, a full form of the name: "Lord Anstey", "Mrs Justice Anstey".
  let standsAlone: Bool

  /// A name's pieces without what stands around them, and the style before them.
  static func parted(_ pieces: [Substring]) -> (own: ArraySlice<Substring>, style: NameStyle?) {
    var own = pieces[...]
    while own.count > 2, let last = own.last, entry(last, in: behind) != nil { own.removeLast() }
    var (end, titles, standsAlone) = (own.startIndex, [String](), false)
    var place = own.startIndex
    while place < own.endIndex - 1 {
      if let entry = entry(own[place], in: before) {
        // "Dean Anstey" and "Earl Anstey" may be given names; "Dean John Anstey" decides it.
        let isGiven = own.endIndex - place == 2 && place == own.startIndex && NameShares.isGiven(FoldedTokens.fold(own[place]))
        if isGiven { break }
        if !entry.title.isEmpty { titles.append(entry.title) }
        standsAlone = standsAlone || entry.standsAlone
        end = place + 1
      } else if entry(own[place], in: parts) == nil {
        break
      }
      place += 1
    }
    guard end > own.startIndex else { return (own, nil) }
    return (own[end...], NameStyle(title: titles.joined(separator: " "), standsAlone: standsAlone))
  }

  /// The entry of one piece: as it is written where the table has it so, and else folded, without full stops.
  private static func entry(_ piece: Substring, in table: [String: NameStyle]) -> NameStyle? {
    let letters = String(piece.filter { $0 != "." && $0 != "," })
    if let style = table[letters] ?? table[FoldedTokens.fold(letters)] { return style }
    // "Sen-Sgt", "Lt-Gen"
    let pieces = letters.split(separator: "-")
    guard pieces.count == 2, let last = pieces.last, parts[FoldedTokens.fold(pieces[0])] != nil else { return nil }
    return table[FoldedTokens.fold(last)]
  }

  /// Where a word stands around a name; `part` only before another one.
  private enum Place: String { case before, part, behind }

  private static let (before, parts, behind): ([String: NameStyle], [String: NameStyle], [String: NameStyle]) = {
    let lexicon = Lexicon(named: "name-styles.tsv")
    let (style, place, title, alone) = (
      lexicon.column("style"), lexicon.column("place"), lexicon.column("title"), lexicon.column("alone")
    )
    var tables: [Place: [String: NameStyle]] = [:]
    for row in lexicon.rows {
      tables[row.value(place), default: [:]][row[style]] = NameStyle(title: row[title], standsAlone: row[alone] == "yes")
    }
    return (tables[.before, default: [:]], tables[.part, default: [:]], tables[.behind, default: [:]])
  }()
}
