/// Reads the headline: the `h1` confirmed by the page's other titles, else those titles themselves.
struct TitleReader {
  private let headings: [Title]
  /// Whether these are `h1` elements, not lines found with the page's title.
  private let isHeading: Bool
  private let structured: Title?
  /// JSON-LD's second headline. It confirms another, and is never taken itself.
  private let alternative: Title?
  private let openGraph: Title?
  private let titleElement: Title?
  /// The site's name, only its letters.
  private let site: [UInt8]

  init(
    headings: [String], isHeading: Bool, structured: String?, alternative: String?, openGraph: String?, titleElement: String?, site: String?
  ) {
    self.headings = headings.map { Title($0) }
    self.isHeading = isHeading
    self.structured = structured.map { Title($0) }
    self.alternative = alternative.map { Title($0) }
    self.openGraph = openGraph.map { Title($0) }
    self.titleElement = titleElement.map { Title($0) }
    self.site = site.map { FoldedText.letters($0) } ?? []
  }

  /// A title, and the form in which it is compared.
  private struct Title {
    var text: String
    var folded: [UInt8]

    init(_ text: String) {
      self.text = text
      folded = FoldedText.fold(text)
    }
  }

  /// The headline. If the sources disagree, those that agree with each other are counted together.
  func title() -> PageMetadata.Found? {
    var candidates: [(title: Title, key: [UInt8], origin: String, weight: Double)] = []
    func add(_ title: Title?, _ origin: String, _ weight: Double) {
      guard let bare = title.map({ withoutSite($0) }) else { return }
      candidates.append((bare, bare.folded.filter { $0 != 32 }, origin, weight))
    }
    add(heading(), isHeading ? "h1" : "title", isHeading ? 1.2 : 0.9)
    add(structured, "json-ld", 1.1)
    add(openGraph, "og", 1.0)
    add(alternative, "json-ld", 0.3)
    add(titleElement, "title", 0.15)
    var best: (title: String, origin: String, weight: Double)?
    for candidate in candidates {
      let weight = candidates.reduce(0) { $0 + ($1.key == candidate.key ? $1.weight : 0) }
      if weight > best?.weight ?? 0 { best = (candidate.title.text, candidate.origin, weight) }
    }
    return best.map { .init($0.title, $0.origin) }
  }

  /// The `h1` that is most like the page's other titles.
  private func heading() -> Title? {
    if openGraph == nil, structured == nil, titleElement == nil { return headings.first }
    if headings.count == 1 { return isSite(headings[0].folded) ? nil : headings[0] }
    let others = [openGraph, structured, titleElement.map { withoutSite($0) }].compactMap { $0 }
    var best: (title: Title, score: Double)?
    // On some pages the site's name is a heading too; it is what the page's title ends with.
    let tail = titleElement.flatMap { Self.lastPart($0.text) }.map { FoldedText.fold($0.1) }
    let own = headings.filter { !isSite($0.folded) && $0.folded != tail }
    for heading in own {
      let score = others.map { Self.overlap(heading.folded, $0.folded) }.max() ?? 0
      if score >= 0.3, score > (best?.score ?? 0) + 0.01 { best = (heading, score) }
    }
    // A page's title may be worded for search engines. If only one heading is left, it is what the reader sees.
    return best?.title ?? (own.count == 1 && own[0].folded.split(separator: 32).count >= 4 ? own[0] : nil)
  }

  /// The title without a site's name at its end or beginning.
  private func withoutSite(_ title: Title) -> Title {
    var title = title
    for _ in 0..<2 {
      guard let (rest, tail) = Self.lastPart(title.text) else { break }
      let bare = Title(rest)
      guard isSite(FoldedText.fold(tail)) || isRepeated(bare.folded) else { break }
      title = bare
    }
    // "The Post: The river has left its bed"
    if !site.isEmpty, let (first, rest) = Self.firstPart(title.text), isSite(FoldedText.fold(first)), !rest.isEmpty { title = Title(rest) }
    return title
  }

  private static func firstPart(_ title: String) -> (String, String)? {
    let bytes = Array(title.utf8)
    for joint in firstJoints {
      guard let place = bytes.place(of: joint) else { continue }
      return (String(decoding: bytes[..<place], as: UTF8.self), String(decoding: bytes[(place + joint.count)...], as: UTF8.self))
    }
    return nil
  }

  private static let firstJoints = [": ", " | ", " - ", " – ", " — ", " :: ", " · ", " » ", " : "].map { Array($0.utf8) }

  private func isSite(_ folded: [UInt8]) -> Bool {
    let words = folded.filter { $0 != 32 }
    guard words.count > 1 else { return true }
    return !site.isEmpty && (site.starts(with: words) || words.starts(with: site))
  }

  private func isRepeated(_ folded: [UInt8]) -> Bool {
    structured?.folded == folded || openGraph?.folded == folded || headings.contains { $0.folded == folded }
  }

  /// The title up to the last separator, and what follows. Separators take precedence in the order of the list, wherever they are.
  private static func lastPart(_ title: String) -> (String, String)? {
    let bytes = Array(title.utf8)
    let joints = Self.joints
    var best: (joint: Int, start: Int)?
    for start in bytes.indices.reversed() where start > 0 && start + 2 < bytes.count && bytes[start] == 32 && !isLetter(bytes[start + 1]) {
      for joint in 0..<(best?.joint ?? joints.count) where stands(joints[joint], in: bytes, at: start) {
        best = (joint, start)
        break
      }
    }
    guard let best else { return nil }
    let end = best.start + joints[best.joint].count
    return (String(decoding: bytes[..<best.start], as: UTF8.self), String(decoding: bytes[end...], as: UTF8.self))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 }

  private static func stands(_ joint: [UInt8], in bytes: [UInt8], at start: Int) -> Bool {
    guard start + joint.count <= bytes.count else { return false }
    for index in joint.indices where bytes[start + index] != joint[index] { return false }
    return true
  }

  private static let joints = [" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " • ", " // ", " « ", " ‹ ", " ~ ", " / "].map {
    Array($0.utf8)
  }

  /// What share of the words of the shorter one is in the longer one.
  private static func overlap(_ a: [UInt8], _ b: [UInt8]) -> Double {
    let first = Set(a.split(separator: 32)), second = Set(b.split(separator: 32))
    guard !first.isEmpty, !second.isEmpty else { return 0 }
    return Double(first.intersection(second).count) / Double(max(min(first.count, second.count), first.count * 2 / 3, 1))
  }
}
