internal import Aggregation
internal import Linkage
internal import Record

/// Suggests names from the index that are similar to one for which nothing was found.
struct NameSuggestions {
  private let index: any SearchIndex
  /// The most names that are searched, the most frequent first.
  private static let most = 20_000

  init(_ index: any SearchIndex) { self.index = index }

  /// For each name asked for that the index does not have, suggests a similar one.
  func tell(_ arguments: Arguments, _ kind: FindingKind, _ query: Query, _ messages: Messages) throws {
    let asked: [(option: String, list: KeyPath<Facets, [FacetCount]>)] = [
      ("speaker", \.speaker), ("organization", \.organization), ("outlet", \.outlet), ("unit", \.unit),
    ]
    guard !query.names.isEmpty || asked.contains(where: { arguments.value($0.option) != nil }) else { return }
    let facets = try index.facets(kind, Search(options: QueryOptions(type: kind == .quote ? "all" : nil)), top: Self.most)
    for (option, list) in asked {
      guard let name = arguments.value(option) else { continue }
      let names = facets[keyPath: list].compactMap(\.value)
      guard !names.contains(where: { Self.holds($0, name) }) else { continue }
      let near = Self.nearest(to: name, in: option == "unit" ? names + UnitWords.words : names)
      messages.note("no \(option) '\(name)'" + (near.map { "; did you mean '\($0)'?" } ?? ""))
    }
    for name in query.names { tell(name, kind, facets, messages) }
  }

  /// Suggests a name similar to one in the query. A bare word is taken for a name only if it is near to one.
  private func tell(_ name: Query.Name, _ kind: FindingKind, _ facets: Facets, _ messages: Messages) {
    let person = kind == .official ? "official" : "speaker"
    let (what, list): (String, [FacetCount]) =
      switch name.field {
      case .organization?: ("organization", facets.organization)
      case .outlet?: ("outlet", facets.outlet)
      default: (person, facets.speaker)
      }
    let names = list.compactMap(\.value)
    guard !names.contains(where: { Self.holds(Self.folded($0), name.text) }) else { return }
    let near = Self.nearest(to: name.text, in: names)
    guard name.field != nil || (near != nil && name.text.utf8.count > 3) else { return }
    messages.note("no \(what) '\(name.text)'" + (near.map { "; did you mean '\($0)'?" } ?? ""))
  }

  /// A name's words in the form in which a query's words are compared.
  private static func folded(_ name: String) -> String { FoldedTokens.words(name).joined(separator: " ") }

  private static func holds(_ name: String, _ part: String) -> Bool { name.lowercased().contains(part.lowercased()) }

  /// The name that is nearest, or that has the nearest word.
  private static func nearest(to name: String, in names: [String]) -> String? {
    let wanted = Array(name.lowercased())
    let limit = max(1, wanted.count / 4)
    var best: (name: String, distance: Int)?
    for candidate in names {
      let forms = [candidate] + candidate.split { $0 == " " || $0 == "-" }.map(String.init)
      for form in forms where abs(form.count - wanted.count) <= limit {
        let distance = Spelling.distance(wanted, Array(form.lowercased()))
        if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
      }
    }
    return best?.name
  }
}
