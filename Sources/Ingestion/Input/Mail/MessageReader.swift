/// The page in a MIME message: a page saved by a browser (MHTML), or a newsletter (EML).
final class MessageReader: PageStream {
  private var input: BufferedInput?
  private let name: String
  private let source: String?
  private let limits: InputLimits
  /// What is told behind the page.
  private var damage: IngestionError?

  init(_ input: BufferedInput, name: String, source: String?, limits: InputLimits) {
    self.input = input
    self.name = name
    self.source = source
    self.limits = limits
  }

  /// Whether bytes begin like a message: with fields, some of which only messages have.
  static func isMessage(_ bytes: ArraySlice<UInt8>) -> Bool {
    var known = 0
    for line in bytes.split(separator: 10, maxSplits: 40, omittingEmptySubsequences: false) {
      let line = line.last == 13 ? line.dropLast() : line
      if line.isEmpty { break }
      if line.first == 32 || line.first == 9 { continue }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].allSatisfy({ $0 > 32 && $0 < 127 })
      else { return known >= 3 }
      if fieldNames.contains(String(decoding: line[..<colon], as: UTF8.self).lowercased()) { known += 1 }
    }
    return known >= 2
  }

  private static let fieldNames: Set<String> = [
    "from", "to", "subject", "date", "mime-version", "message-id", "received", "return-path", "delivered-to", "content-type", "reply-to",
    "snapshot-content-location", "list-unsubscribe", "x-mailer", "sender", "content-transfer-encoding", "dkim-signature",
  ]

  func next() -> Result<RawPage, IngestionError>? {
    guard let input else {
      defer { damage = nil }
      return damage.map { .failure($0) }
    }
    self.input = nil
    do throws(IngestionError) {
      // The message contains pictures too.
      let limit = limits.pageBytes * 4
      guard let bytes = try input.takeAll(limit: limit) else { throw .tooLarge(source: name, limit: limit) }
      guard let message = MIMEPart(bytes) else {
        throw IngestionError(.corrupt, source: name, message: "is no MIME message: its fields do not end; save the page or message again")
      }
      var page = try page(message)
      if !message.isClosed {
        page.warnings.append("the message ends before its last boundary; a part of the text may be missing")
        damage = IngestionError(
          .truncated, source: name, message: "ends before its last boundary; the file was cut, get it again")
      }
      return .success(page)
    } catch { return .failure(error) }
  }

  private func page(_ message: MIMEPart) throws(IngestionError) -> RawPage {
    let html = message.first("text/html") ?? message.first("application/xhtml+xml")
    guard let part = html ?? message.first("text/plain") else {
      throw IngestionError(.notArticle, source: name, message: "holds neither a page nor text; save the page as HTML instead")
    }
    var page = RawPage(html == nil ? .text(part.content) : .html(part.content), source: source)
    page.inputName = name
    page.contentType = part.fields["content-type"]
    let isSavedPage =
      message.fields["snapshot-content-location"] != nil
      || message.mediaType == "multipart/related" && part.fields["content-location"] != nil
    if isSavedPage {
      let address = message.fields["snapshot-content-location"] ?? part.fields["content-location"]
      page.url = address.flatMap { $0.hasPrefix("http") ? $0 : nil }
    } else {
      page.title = message.fields["subject"].map(TransferEncoding.words)
      page.published = message.fields["date"].flatMap { PageDateReader.standard.read($0) }
      if let from = message.fields["from"].map(TransferEncoding.words) { page.site = Self.displayName(from) }
      page.isLetter = true
    }
    if part.content.isEmpty {
      throw IngestionError(.truncated, source: name, message: "ends before its text; the file was cut, get it again")
    }
    return page
  }

  /// The display name: `The Post <news@post.example>` is The Post.
  private static func displayName(_ from: String) -> String? {
    let name = from.prefix { $0 != "<" }.filter { $0 != "\"" }
    let trimmed = String(name).trimmed
    return trimmed.isEmpty || trimmed.contains("@") ? nil : trimmed
  }
}
