/// How a page is parsed.
package enum PageParsing: Sendable {
  /// The cutter tokenizes it, and libxml2 builds the tree from its tags.
  case cut
  /// libxml2 gets the page as it is.
  case whole
}

/// A page's tree, and what was found on the way to it.
struct ParsedPage: Sendable {
  var tree: HTMLTree
  /// The contents of the `application/ld+json` scripts, in order.
  var jsonLD: [[UInt8]]
  /// Where the other scripts are that are long enough to hold a text; only the cutter knows.
  var scripts: [Range<Int>] = []
  /// What was left out, in words for a person.
  var warnings: [String]
}

/// Parses pages: tokenized by the cutter, or whole if libxml2 does not take the cutter's tags for what they are.
enum PageParser {
  /// Parses a page in UTF-8. `limit` is how long libxml2 may take.
  static func parse(_ page: [UInt8], limit: Duration, by way: PageParsing = .cut) -> ParsedPage {
    way == .whole ? parseWhole(page, limit: limit) : parse(PageCutter.cut(page), of: page, limit: limit)
  }

  /// Parses a page that was cut.
  static func parse(_ cut: PageCut, of page: [UInt8], limit: Duration) -> ParsedPage {
    let (tree, stoppedEarly, isFollowed) = LibXML2Parser.parse(cut, limit: limit)
    guard isFollowed else {
      var whole = parseWhole(page, limit: limit)
      whole.scripts = cut.scripts
      return whole
    }
    return ParsedPage(tree: tree, jsonLD: cut.jsonLD, scripts: cut.scripts, warnings: cut.warnings + (stoppedEarly ? [tooLong] : []))
  }

  private static func parseWhole(_ page: [UInt8], limit: Duration) -> ParsedPage {
    let most = PageCutter.Limits().markupBytes
    let whole = LibXML2Parser.parse(whole: page.count > most ? Array(page[..<most]) : page, limit: limit)
    var warnings = page.count > most ? ["page cut off after \(most >> 20) MB of markup"] : []
    if whole.isStopped { warnings.append(tooLong) }
    return ParsedPage(tree: whole.tree, jsonLD: whole.jsonLD, warnings: warnings)
  }

  private static let tooLong = "page cut off: parsing it took too long"
}
