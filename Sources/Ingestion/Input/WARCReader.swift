/// The HTML pages of a WARC file: responses, resources, and revisits of either that stand earlier in the file.
final class WARCReader: PageStream {
  private let records: WARCRecordReader
  private let name: String
  private let source: String?
  private let limits: InputLimits
  /// Opens the same file again at an offset; `nil` for what cannot be read twice.
  private let reopen: ((Int) throws(IngestionError) -> any ByteSource)?
  private var earlier = RevisitIndex()
  private var isOver = false
  private var hasGiven = false
  /// Records that are no pages: requests, images, redirects …
  private(set) var leftOut = 0

  init(
    _ stored: BufferedInput, name: String, source: String?, limits: InputLimits,
    reopen: ((Int) throws(IngestionError) -> any ByteSource)? = nil
  ) {
    records = WARCRecordReader(stored, name: name, limits: limits)
    self.name = name
    self.source = source
    self.limits = limits
    self.reopen = reopen
  }

  func next() -> Result<RawPage, IngestionError>? {
    while !isOver {
      do throws(IngestionError) {
        guard let header = try records.next() else {
          isOver = hasGiven
          break
        }
        if let page = try page(header) {
          hasGiven = true
          return .success(page)
        }
        leftOut += 1
      } catch {
        hasGiven = true
        if error.reason == .notReadable { isOver = true }
        return .failure(error)
      }
    }
    if isOver || hasGiven { return nil }
    isOver = true
    return .failure(IngestionError(.notArticle, source: name, message: "holds no HTML page among its \(leftOut) records"))
  }

  /// The page of a record; `nil` where it is none.
  private func page(_ header: WARCHeader) throws(IngestionError) -> RawPage? {
    switch header.type {
    case "response", "resource":
      guard let payload = try payload(header, of: records) else { return nil }
      if let offset = records.offset, reopen != nil {
        earlier.add(header, .record(at: offset))
      } else {
        earlier.add(header, .page(payload))
      }
      return page(payload, header)
    // WET files hold the text of pages.
    case "conversion": return try text(header)
    case "revisit": return try revisited(header)
    default: return nil
    }
  }

  /// The plain text of a conversion record.
  private func text(_ header: WARCHeader) throws(IngestionError) -> RawPage? {
    guard header.fields["content-type"].map(HTTPBody.isText) ?? false else { return nil }
    let block = try records.takeBlock()
    guard block.contains(where: { $0 > 0x20 }) else { return nil }
    return page(WARCPayload(bytes: block, contentType: "text/plain; charset=utf-8", digest: nil, isText: true), header)
  }

  private func page(_ payload: WARCPayload, _ header: WARCHeader) -> RawPage {
    var page = RawPage(payload.isText ? .text(payload.bytes) : .html(payload.bytes), source: source, url: header.targetURI)
    page.contentType = payload.contentType
    page.retrieved = header.date.flatMap { GivenDate.normalized($0) }
    page.warcRecordID = header.recordID
    page.warcOffset = records.offset
    page.inputName = name
    page.place = records.placeInWords
    if let reason = header.truncation { page.warnings.append("the page was cut when it was archived (\(reason))") }
    return page
  }

  /// The page of the record that a revisit refers to.
  private func revisited(_ header: WARCHeader) throws(IngestionError) -> RawPage? {
    let block = try records.takeBlock()
    if let http = HeaderFields(block[...]), let type = http["content-type"], !HTTPBody.isHTML(type) { return nil }
    switch earlier.earlier(for: header) {
    case .page(let payload)?:
      if let one = header.payloadDigest, let other = payload.digest, one != other { break }
      return page(payload, header)
    case .record(let offset)?:
      guard let reopen else { break }
      let again = BufferedInput(try reopen(offset), offset: offset)
      try again.fill(WARCHeader.versionPrefix.count)
      let original = WARCRecordReader(again, name: name, limits: limits)
      if let referred = try original.next(), Self.agree(header, referred), let payload = try payload(referred, of: original) {
        return page(payload, header)
      }
    case nil: break
    }
    throw problem("is a revisit of a page that does not stand earlier in this file; read the file that holds it")
  }

  private static func agree(_ revisit: WARCHeader, _ original: WARCHeader) -> Bool {
    if let one = revisit.payloadDigest, let other = original.payloadDigest { return one == other }
    return revisit.refersTo == nil || revisit.refersTo == original.recordID || revisit.refersToTarget?.uri == original.targetURI
  }

  /// The HTML page in a record's block, its codings undone and its digests checked; `nil` where there is none.
  private func payload(_ header: WARCHeader, of records: WARCRecordReader) throws(IngestionError) -> WARCPayload? {
    if header.fields["warc-segment-number"] != nil {
      throw problem("is one segment of a page that is spread over several records, which is not read; join them first")
    }
    let isHTTP = header.type == "response"
    var http: HeaderFields?
    if isHTTP {
      guard header.fields["content-type"]?.lowercased().hasPrefix("application/http") ?? true else { return nil }
      http = HeaderFields(try records.peek(1 << 14))
      if http == nil { http = HeaderFields(try records.peek(1 << 18)) }
      guard let http else { throw problem("has no HTTP header") }
      guard HTTPBody.isSuccess(http.firstLine) else { return nil }
    }
    let type = isHTTP ? http?["content-type"] : header.fields["content-type"]
    let isText = type.map(HTTPBody.isText) ?? false
    if let type, !type.isEmpty, !isText, !HTTPBody.isHTML(type) { return nil }
    let block = try records.takeBlock()
    let body = Array(block.dropFirst(http?.length ?? 0))
    if body.isEmpty { return nil }
    let page = try decoded(body, http)
    if header.truncation == nil { try check(header, block: block, body: body, page: page) }
    if type == nil || type == "", !HTTPBody.looksLikeHTML(page) { return nil }
    // Scripts and lists are served as plain text too: running text has sentences.
    if isText, !PlainProse.isLikely(page) { return nil }
    return WARCPayload(bytes: page, contentType: type, digest: header.payloadDigest, isText: isText)
  }

  private func decoded(_ body: [UInt8], _ http: HeaderFields?) throws(IngestionError) -> [UInt8] {
    guard let http else { return body }
    do throws(BodyDecoder.Failure) {
      return try BodyDecoder(limits: limits).decode(body, transfer: http.list("transfer-encoding"), content: http.list("content-encoding"))
    } catch {
      switch error {
      case .corrupt(let coding): throw problem("has a body whose \(coding) data are damaged", .corrupt)
      case .truncated(let coding): throw problem("has a body whose \(coding) data end in the middle", .truncated)
      case .unknown(let coding): throw problem("has a body in a coding that is not read: \(coding)", .unsupported)
      case .tooLarge: throw .tooLarge(source: name, place: records.placeInWords, limit: limits.pageBytes)
      }
    }
  }

  /// The block's digest covers all of it. The payload's is taken by some of the body as it stands, by others of what its
  /// codings hold.
  private func check(_ header: WARCHeader, block: [UInt8], body: [UInt8], page: [UInt8]) throws(IngestionError) {
    if let digest = header.blockDigest.flatMap({ WARCDigest($0) }), digest.matches(block) == false {
      throw problem("is not what was archived: its block digest is wrong; get the file again")
    }
    guard let digest = header.payloadDigest.flatMap({ WARCDigest($0) }), let isBody = digest.matches(body) else { return }
    if !isBody, digest.matches(page) == false, digest.matches(BodyDecoder.unchunked(body) ?? body) == false {
      throw problem("is not what was archived: its payload digest is wrong; get the file again")
    }
  }

  private func problem(_ message: String, _ reason: IngestionError.Reason = .badRecord) -> IngestionError {
    IngestionError(reason, source: name, place: records.placeInWords, message: message)
  }
}
