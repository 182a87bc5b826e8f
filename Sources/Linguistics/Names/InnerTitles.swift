internal import Knowledge
internal import Record

/// Titles inside spans that the model took for names of people, and the places of their offices.
extension NameSpans {
  /// "Energy Minister Ann Roe": the title inside a span that the model took for a person's name.
  private func innerTitle(_ run: Range<Int>) -> Int? {
    guard run.count > 2, classes[run.lowerBound].isDisjoint(with: [.given, .courtesy]) else { return nil }
    return run.dropFirst().dropLast().last {
      guard isTitle($0) else { return false }
      // "Mayor" is a surname, too, but not before a given name and another word.
      return classes[$0].isDisjoint(with: [.given, .surname])
        || $0 + 2 < run.upperBound && !classes[$0 + 1].isDisjoint(with: .given) && classes[$0].isDisjoint(with: .given)
    }
  }

  /// Moves the start of a person's name behind a title inside its span.
  /// - Returns: the place of the office before the title.
  func cutTitle(_ lower: inout Int, _ upper: Int) -> Range<Int>? {
    guard let title = innerTitle(lower..<upper) else { return nil }
    defer { lower = title + 1 }
    return placeOfOffice(lower..<title)
  }

  /// The place before the title inside a span: "Springfield" in "Springfield Mayor Ann Roe". Ordinary words are a field: "Energy Minister".
  private func placeOfOffice(_ run: Range<Int>) -> Range<Int>? {
    let end = run.first { !isCapitalized($0) || !classes[$0].isDisjoint(with: [.common, .role, .bodyHead]) } ?? run.upperBound
    return end > run.lowerBound ? run.lowerBound..<end : nil
  }

  /// "Rockland Mayor Ann Roe": a single word before a title is the place of the office, unless it is a surname.
  mutating func tellPlacesOfOffices() {
    for name in collect() where name.kind == .person && name.tokens.count == 1 {
      let next = name.tokens.upperBound
      guard next + 1 < text.tokens.count, kinds[next] == nil, isTitle(next), kinds[next + 1] == .person, begins[next + 1],
        classes[name.tokens.lowerBound].isDisjoint(with: [.given, .surname])
      else { continue }
      set(name.tokens, .place)
    }
  }
}
