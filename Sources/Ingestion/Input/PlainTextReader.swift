internal import Platform
public import Record

/// Makes an article from plain text, keeping all of it: one paragraph per line or, if the lines are hard-wrapped, per block.
public struct PlainTextReader: Sendable {
  /// Makes a reader.
  public init() {}

  /// The article of a page of plain text.
  /// - Throws: ``IngestionError`` if the text is empty.
  public func article(of page: RawPage) throws(IngestionError) -> Article {
    let stored: [UInt8] =
      switch page.content {
      case .text(let bytes), .html(let bytes): bytes
      }
    let decoded = EncodingSniffer.decodeText(stored, contentType: page.contentType)
    let bytes = Self.withoutFinalNewline(decoded.utf8)
    let paragraphs = Self.paragraphs(bytes)
    if paragraphs.isEmpty { throw page.error(.isEmpty, "the text is empty; there is nothing to read") }
    var warnings = decoded.warnings
    var published: String?
    if let given = page.published {
      published = GivenDate.normalized(given)
      if published == nil {
        warnings.append("the publication date given is no date of the form 2017-02-27 or 2017-02-27T14:05:00Z, and is ignored")
      }
    }
    let digest = Digest.sha256(stored)
    return Article(
      id: ArticleIdentity.id(given: page.id, canonicalURL: nil, contentSHA256: digest), source: page.source, url: page.url,
      site: OutletNames.name(given: page.site, address: page.url), title: page.title, authors: page.authors, published: published,
      text: String(decoding: bytes, as: UTF8.self),
      paragraphs: paragraphs,
      provenance: Provenance(
        retrieved: page.retrieved, contentSHA256: digest, mediaType: "text/plain", encoding: decoded.encoding,
        warcRecordID: page.warcRecordID,
        warcOffset: page.warcOffset),
      origins: origins(page, published: published), warnings: warnings)
  }

  private func origins(_ page: RawPage, published: String?) -> [String: String] {
    var origins: [String: String] = [:]
    if page.title != nil { origins["title"] = "input" }
    if page.site != nil { origins["site"] = "input" }
    if published != nil { origins["published"] = "input" }
    if !page.authors.isEmpty { origins["authors"] = "input" }
    return origins
  }

  private static func withoutFinalNewline(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    if bytes.last == 0x0A { bytes.removeLast() }
    if bytes.last == 0x0D { bytes.removeLast() }
    return bytes
  }

  /// The paragraphs of a text, with headings marked as such.
  static func paragraphs(_ bytes: [UInt8]) -> [Paragraph] {
    let text = TextLines(bytes)
    var blocks: [Range<Int>] = []
    if text.areHardWrapped(in: bytes) {
      var isOpen = false
      for line in text.lines {
        if line.isBlank {
          isOpen = false
        } else if isOpen, let last = blocks.indices.last {
          blocks[last] = blocks[last].lowerBound..<line.range.upperBound
        } else {
          blocks.append(line.range)
          isOpen = true
        }
      }
    } else {
      blocks = text.lines.lazy.filter { !$0.isBlank }.map(\.range)
    }
    return zip(blocks, HeadingRule(bytes).headings(blocks)).map { block, isHeading in
      Paragraph(ByteRange(block.lowerBound, block.upperBound), isHeading ? .heading : .paragraph)
    }
  }
}
