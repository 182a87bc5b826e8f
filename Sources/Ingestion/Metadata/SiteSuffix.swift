/// The site's name for pages that state it nowhere: behind the headline in the page's title ("Mayor resigns - News - The Post"), or in the
/// copyright line.
enum SiteSuffix {
  /// What follows the last separator of the page's title, where the headline stands before it; `nil` if that is no name.
  static func name(in title: String?, after headline: String) -> String? {
    guard let title, let last = lastPart(title) else { return nil }
    let whole = FoldedText.fold(title), shown = FoldedText.fold(headline), folded = FoldedText.fold(last)
    guard shown.count > 8, whole.count > shown.count, whole.starts(with: shown) else { return nil }
    // What ends the headline itself is no name.
    return shown.suffix(folded.count) != folded[...] && isName(last) ? last : nil
  }

  /// The holder of the copyright, if the address has the same letters or initials; a group that owns the outlet has others.
  static func holder(_ name: String?, host: [UInt8]?) -> String? {
    guard let name else { return nil }
    guard let host else { return name }
    let letters = FoldedText.letters(name)
    if letters.count > 3, host.filter({ $0 | 32 > 96 && $0 | 32 < 123 }).firstRange(of: letters) != nil { return name }
    let initials = FoldedText.fold(name).split(separator: 32).compactMap(\.first)
    return initials.count > 1 && host.split(separator: UInt8(ascii: ".")).contains { $0.elementsEqual(initials) } ? name : nil
  }

  /// At most five words, the first of which does not begin with a small letter, and no sentence.
  private static func isName(_ part: String) -> Bool {
    guard part.split(separator: " ").count <= 5, (3...50).contains(part.utf8.count) else { return false }
    guard !TextShape.endsSentence(Array(part.utf8)), let first = part.unicodeScalars.first else { return false }
    return !first.properties.isLowercase
  }

  private static func lastPart(_ title: String) -> String? {
    let bytes = Array(title.utf8)
    var end: Int?
    for joint in joints {
      var start = 0
      while let place = bytes.place(of: joint, in: start..<bytes.count) {
        start = place + joint.count
        end = max(end ?? 0, start)
      }
    }
    return end.map { String(decoding: bytes[$0...], as: UTF8.self).trimmed }
  }

  private static let joints = [" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " • "].map { Array($0.utf8) }
}
