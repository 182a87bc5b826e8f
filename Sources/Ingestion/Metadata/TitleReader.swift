/// The headline: the `h1` that the page's other titles confirm, else those titles themselves.
struct TitleReader {
  let headings: [String]
  /// Whether these are `h1` elements, and not lines found by the page's title.
  let isHeading: Bool
  let structured: String?
  /// JSON-LD's second headline: it confirms another, and is none of its own.
  let alternative: String?
  let openGraph: String?
  let titleElement: String?
  let site: String?

  /// The headline. Where the sources disagree, those that agree with each other count together.
  func title() -> PageMetadata.Found? {
    var candidates: [(title: String, origin: String, weight: Double)] = []
    if let heading = heading() { candidates.append((withoutSite(heading), isHeading ? "h1" : "title", isHeading ? 1.2 : 0.9)) }
    if let structured { candidates.append((withoutSite(structured), "json-ld", 1.1)) }
    if let openGraph { candidates.append((withoutSite(openGraph), "og", 1.0)) }
    if let alternative { candidates.append((withoutSite(alternative), "json-ld", 0.3)) }
    if let titleElement { candidates.append((withoutSite(titleElement), "title", 0.15)) }
    var best: (title: String, origin: String, weight: Double)?
    for candidate in candidates {
      let key = Self.key(candidate.title)
      let weight = candidates.reduce(0) { $0 + (Self.key($1.title) == key ? $1.weight : 0) }
      if weight > best?.weight ?? 0 { best = (candidate.title, candidate.origin, weight) }
    }
    return best.map { .init($0.title, $0.origin) }
  }

  private static func key(_ title: String) -> [UInt8] { PagePhrases.fold(Array(title.utf8)).filter { $0 != 32 } }

  /// The `h1` that is most like the page's other titles.
  private func heading() -> String? {
    let others = [openGraph, structured, titleElement.map { withoutSite($0) }].compactMap { $0 }
    if others.isEmpty { return headings.first }
    if headings.count == 1 { return isSite(headings[0]) ? nil : headings[0] }
    var best: (text: String, score: Double)?
    for heading in headings where !isSite(heading) {
      let score = others.map { Self.overlap(heading, $0) }.max() ?? 0
      if score >= 0.3, score > (best?.score ?? 0) + 0.01 { best = (heading, score) }
    }
    return best?.text
  }

  /// The title without a site's name at its end or beginning.
  func withoutSite(_ title: String) -> String {
    var title = title
    for _ in 0..<2 {
      guard let (rest, tail) = Self.lastPart(title) else { break }
      guard isSite(tail) || isRepeated(rest) else { break }
      title = rest
    }
    return title
  }

  private func isSite(_ part: String) -> Bool {
    let words = PagePhrases.fold(Array(part.utf8)).filter { $0 != 32 }
    guard words.count > 1 else { return true }
    if let site {
      let name = PagePhrases.fold(Array(site.utf8)).filter { $0 != 32 }
      if !name.isEmpty, name == words || name.starts(with: words) || words.starts(with: name) { return true }
    }
    // The last part of a longer title element that og:title or the headline does not have.
    return false
  }

  private func isRepeated(_ rest: String) -> Bool {
    let folded = PagePhrases.fold(Array(rest.utf8))
    return ([structured, openGraph].compactMap { $0 } + headings).contains { PagePhrases.fold(Array($0.utf8)) == folded }
  }

  /// The title up to its last " | " or " - ", and what follows.
  static func lastPart(_ title: String) -> (String, String)? {
    let bytes = Array(title.utf8)
    for joint in [" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " • ", " // "] {
      let wanted = Array(joint.utf8)
      guard bytes.count > wanted.count else { continue }
      for start in stride(from: bytes.count - wanted.count, through: 1, by: -1)
      where bytes[start..<start + wanted.count].elementsEqual(wanted) {
        return (String(decoding: bytes[..<start], as: UTF8.self), String(decoding: bytes[(start + wanted.count)...], as: UTF8.self))
      }
    }
    return nil
  }

  /// How many of the words of the shorter stand in the longer.
  static func overlap(_ a: String, _ b: String) -> Double {
    let first = Set(PagePhrases.fold(Array(a.utf8)).split(separator: 32)),
      second = Set(PagePhrases.fold(Array(b.utf8)).split(separator: 32))
    guard !first.isEmpty, !second.isEmpty else { return 0 }
    return Double(first.intersection(second).count) / Double(max(min(first.count, second.count), first.count * 2 / 3, 1))
  }
}
