/// The page in a MIME message: a page saved by a browser (MHTML), or a newsletter (EML).
final class MessageReader: PageStream {
  private var input: BufferedInput?
  private let name: String
  private let source: String?
  private let limits: InputLimits
  /// Warnings that follow the page.
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

  private func page(_ whole: MIMEPart) throws(IngestionError) -> RawPage {
    let message = Self.forwarded(by: whole, depth: 0) ?? whole
    let html = message.first("text/html") ?? message.first("application/xhtml+xml")
    guard let part = html ?? message.first("text/plain") else {
      throw IngestionError(.notArticle, source: name, message: "holds neither a page nor text; save the page as HTML instead")
    }
    if part.content.isEmpty {
      throw IngestionError(.truncated, source: name, message: "ends before its text; the file was cut, get it again")
    }
    let isSavedPage =
      message.fields["snapshot-content-location"] != nil
      || message.mediaType == "multipart/related" && part.fields["content-location"] != nil
    let contentType = part.fields["content-type"]
    var page = RawPage(.html(part.content), source: source)
    page.inputName = name
    page.contentType = contentType
    if isSavedPage {
      let address = message.fields["snapshot-content-location"] ?? part.fields["content-location"]
      page.url = address.flatMap { $0.hasPrefix("http") ? $0 : nil }
      if html == nil { page.content = .text(part.content) }
      return page
    }
    var from = message.fields["from"].map(TransferEncoding.words)
    page.title = message.fields["subject"].map { MailText.subject(TransferEncoding.words($0)) }
    page.published = message.fields["date"].flatMap { PageDateReader.standard.read($0) }
    page.isLetter = true
    if let plain = message.first("text/plain"), case let text = MailText.text(plain.content, contentType: plain.fields["content-type"]) {
      let forwarded = MailText.forwarded(in: text)
      if let forwarded {
        from = forwarded.from ?? from
        page.title = forwarded.subject.map(MailText.subject) ?? page.title
        page.published = forwarded.date.flatMap { PageDateReader.standard.read($0) } ?? page.published
      }
      if html == nil || forwarded != nil {
        page.content = .text(Array(MailText.withoutSignature(forwarded?.text ?? text).utf8))
        page.contentType = "text/plain; charset=utf-8"
      }
    }
    page.site = from.flatMap(Self.displayName)
    return page
  }

  /// The message that another one only passes on: the longest of those in it, if it says more than the other itself.
  private static func forwarded(by message: MIMEPart, depth: Int) -> MIMEPart? {
    guard depth < deepest else { return nil }
    func length(_ message: MIMEPart) -> Int {
      (message.first("text/html") ?? message.first("text/plain")).map(\.content.count) ?? 0
    }
    guard let inner = message.messages.max(by: { length($0) < length($1) }),
      length(inner) > length(message) || length(message) == 0
    else { return nil }
    return forwarded(by: inner, depth: depth + 1) ?? inner
  }

  /// How often a message may have been passed on.
  private static let deepest = 5

  /// The display name: `The Post <news@post.example>` is The Post.
  private static func displayName(_ from: String) -> String? {
    let name = from.prefix { $0 != "<" }.filter { $0 != "\"" }
    let trimmed = String(name).trimmed
    return trimmed.isEmpty || trimmed.contains("@") ? nil : trimmed
  }
}
