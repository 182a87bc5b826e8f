internal import Aggregation
internal import Export

/// How many matches have which speaker, organization, outlet, month, kind and unit: as a list to read, and as rows.
struct FacetList {
  /// A facet's name and its counts.
  private let lists: [(name: String, counts: [FacetCount])]
  private let total: Int

  /// The columns of the rows. A row with an empty value counts the matches that have none.
  static let table = Table(
    "facets", "how many matches have a value",
    columns: [
      Column("facet", .string, "What is counted by."), Column("value", .string, "The value; empty for the matches that have none."),
      Column("matches", .integer, "How many matches have it."),
    ])

  init(_ facets: Facets, of kind: FindingKind) {
    lists =
      switch kind {
      case .quote:
        [
          ("speaker", facets.speaker), ("organization", facets.organization), ("outlet", facets.outlet), ("month", facets.month),
          ("kind", facets.kind),
        ]
      case .figure:
        [
          ("credited to", facets.speaker), ("outlet", facets.outlet), ("month", facets.month), ("kind of unit", facets.kind),
          ("unit", facets.unit),
        ]
      case .official:
        [
          ("official", facets.speaker), ("organization", facets.organization), ("outlet", facets.outlet), ("month", facets.month),
          ("sector", facets.kind),
        ]
      case .article: [("outlet", facets.outlet), ("month", facets.month)]
      }
    total = facets.total
  }

  /// One row per value.
  var rows: [[Cell]] {
    lists.flatMap { list in
      list.counts.map { [.code(list.name.replacing(" ", with: "_")), .text($0.value), .integer($0.count)] }
    }
  }

  /// The counts, largest first, below their facet's name.
  func text(_ style: TerminalStyle) -> String {
    let width = String(total).count
    var text = ""
    for list in lists {
      text += style.lines(StyledText(list.name, .strong))
      for count in list.counts {
        let number = String(count.count)
        var line = StyledText(String(repeating: "\u{A0}", count: max(0, width - number.count)) + number)
        line.append(" ")
        line.append(count.value ?? "(none)", count.value == nil ? .faint : .plain)
        text += style.lines(line, indent: 4, hanging: 6 + width)
      }
      let rest = total - list.counts.reduce(0) { $0 + $1.count }
      if rest > 0 { text += style.lines(StyledText("and \(rest) of others", .faint), indent: 4) }
    }
    return text
  }
}
