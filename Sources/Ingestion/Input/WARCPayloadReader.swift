/// An HTML page with what its transport said about it.
struct WARCPayload {
  var bytes: [UInt8]
  var contentType: String?
  /// The payload digest that the record gives.
  var digest: String?
  /// Whether it is plain text.
  var isText = false
}

/// Extracts the page from a WARC record.
struct WARCPayloadReader {
  /// The input's name in messages.
  let name: String
  let limits: InputLimits

  /// The HTML page in a record's block, with its codings undone and its digests checked; `nil` if there is none.
  func payload(_ header: WARCHeader, of records: WARCRecordReader) throws(IngestionError) -> WARCPayload? {
    if header.fields["warc-segment-number"] != nil {
      throw problem(records, "is one segment of a page that is spread over several records, which is not read; join them first")
    }
    let isHTTP = header.type == "response"
    var http: HeaderFields?
    if isHTTP {
      guard header.fields["content-type"]?.lowercased().hasPrefix("application/http") ?? true else { return nil }
      http = HeaderFields(try records.peek(1 << 14))
      if http == nil { http = HeaderFields(try records.peek(1 << 18)) }
      guard let http else { throw problem(records, "has no HTTP header") }
      guard HTTPBody.isSuccess(http.firstLine) else { return nil }
    }
    let type = isHTTP ? http?["content-type"] : header.fields["content-type"]
    let isText = type.map(HTTPBody.isText) ?? false
    if let type, !type.isEmpty, !isText, !HTTPBody.isHTML(type) { return nil }
    let block = try records.takeBlock()
    let body = Array(block.dropFirst(http?.length ?? 0))
    if body.isEmpty { return nil }
    let page = try decoded(body, http, records)
    if header.truncation == nil { try check(header, records, block: block, body: body, page: page) }
    if type == nil || type == "", !HTTPBody.looksLikeHTML(page) { return nil }
    // Scripts and lists are served as plain text too; running text has sentences.
    if isText, !PlainProse.isLikely(page) { return nil }
    return WARCPayload(bytes: page, contentType: type, digest: header.payloadDigest, isText: isText)
  }

  private func decoded(_ body: [UInt8], _ http: HeaderFields?, _ records: WARCRecordReader) throws(IngestionError) -> [UInt8] {
    guard let http else { return body }
    do throws(BodyDecoder.Failure) {
      return try BodyDecoder(limits: limits).decode(body, transfer: http.list("transfer-encoding"), content: http.list("content-encoding"))
    } catch {
      switch error {
      case .corrupt(let coding): throw problem(records, "has a body whose \(coding) data are damaged", .corrupt)
      case .truncated(let coding): throw problem(records, "has a body whose \(coding) data end in the middle", .truncated)
      case .unknown(let coding): throw problem(records, "has a body in a coding that is not read: \(coding)", .unsupported)
      case .tooLarge: throw .tooLarge(source: name, place: records.placeInWords, limit: limits.pageBytes)
      }
    }
  }

  /// Checks the digests. The block's digest covers all of it. Some programs take the payload's digest from the body as it is, others from
  /// the body with its codings undone.
  private func check(_ header: WARCHeader, _ records: WARCRecordReader, block: [UInt8], body: [UInt8], page: [UInt8]) throws(IngestionError)
  {
    if let digest = header.blockDigest.flatMap({ WARCDigest($0) }), digest.matches(block) == false {
      throw problem(records, "is not what was archived: its block digest is wrong; get the file again")
    }
    guard let digest = header.payloadDigest.flatMap({ WARCDigest($0) }), let isBody = digest.matches(body) else { return }
    if !isBody, digest.matches(page) == false, digest.matches(BodyDecoder.unchunked(body) ?? body) == false {
      throw problem(records, "is not what was archived: its payload digest is wrong; get the file again")
    }
  }

  private func problem(
    _ records: WARCRecordReader, _ message: String, _ reason: IngestionError.Reason = .badRecord
  ) -> IngestionError {
    IngestionError(reason, source: name, place: records.placeInWords, message: message)
  }
}
