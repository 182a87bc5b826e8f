internal import Platform

/// The HTML in which Europresse exports articles: an `article` each, whose parts are recognized by their classes.
enum EuropressePage {
  private static let sign = Array("DocPublicationName".utf8)

  /// Whether a page may be such an export. Its style sheet may stand before the first article.
  static func isLikely(_ input: BufferedInput) -> Bool {
    let end = min(input.tail, input.head + 1 << 16)
    var place = input.head
    while let found = ByteSearch.first(sign[0], in: input.bytes, from: place, to: end) {
      if input.bytes[found..<end].starts(with: sign) { return true }
      place = found + 1
    }
    return false
  }

  /// The articles of a page; none if it is no such export.
  static func documents(_ tree: HTMLTree) -> [DatabaseDocument] {
    ContainerCandidates.tops(tree.all(.article), tree).compactMap { article in
      guard let outlet = part(of: article, ["DocPublicationName"], tree) else { return nil }
      guard let body = part(of: article, ["docOcurrContainer", "DocText"], tree) else { return nil }
      var document = DatabaseDocument()
      document.outlet = name(of: tree.plainText(outlet))
      document.title = part(of: article, ["titreArticle", "titreArticleVisu"], tree).map(tree.plainText)
      if let header = part(of: article, ["DocHeader"], tree) { readHeader(tree.plainText(header), &document) }
      if let authors = part(of: article, ["docAuthors"], tree) {
        document.authors = AuthorNames.standard.names(in: tree.plainText(authors), site: document.outlet)
      }
      let lines = String(decoding: DatabaseMarkup.lines(tree, body..<Int(tree.ends[body])), as: UTF8.self)
      document.paragraphs = lines.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
      return document.paragraphs.isEmpty ? nil : document
    }
  }

  /// The first element of an article with one of some classes.
  private static func part(of article: Int, _ classes: [String], _ tree: HTMLTree) -> Int? {
    (article..<Int(tree.ends[article])).first { node in
      tree.value(node, .classes).map { $0.split(separator: " ").contains { classes.contains(String($0)) } } ?? false
    }
  }

  /// The outlet without its number and kind: "La Vigie, no. 23118", "vigie.example (site web)".
  private static func name(of outlet: String) -> String? {
    let bare = outlet.firstRange(of: ", no.").map { outlet[..<$0.lowerBound] } ?? outlet.prefix { $0 != "(" }
    return String(bare).trimmed.isEmpty ? nil : String(bare).trimmed
  }

  /// Reads "Politique, mardi 3 mai 2022 850 mots, p. 6": section and date.
  private static func readHeader(_ header: String, _ document: inout DatabaseDocument) {
    for part in header.split(separator: ",").map({ String($0).trimmed }) {
      if let date = PageDateReader.standard.read(part, monthFirst: false) {
        document.date = date
        return
      }
      if document.section == nil, !part.contains(where: \.isNumber) { document.section = part }
    }
    document.date = PageDateReader.standard.read(header, monthFirst: false)
  }
}
