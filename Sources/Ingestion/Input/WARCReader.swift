/// The HTML pages of a WARC file: responses, resources, and revisits of either whose original is in a file of the same run.
final class WARCReader: PageStream {
  private let records: WARCRecordReader
  private let name: String
  private let source: String?
  private let payloads: WARCPayloadReader
  /// Opens the same file again at an offset; `nil` if it cannot be read twice.
  private let reopen: ((Int) throws(IngestionError) -> any ByteSource)?
  private let revisits: RevisitIndex
  private var isOver = false
  private var hasGiven = false
  /// How many records are not pages: requests, images, redirects …
  private(set) var leftOut = 0

  init(
    _ stored: BufferedInput, name: String, source: String?, limits: InputLimits, revisits: RevisitIndex,
    reopen: ((Int) throws(IngestionError) -> any ByteSource)? = nil
  ) {
    records = WARCRecordReader(stored, name: name, limits: limits)
    self.name = name
    self.source = source
    payloads = WARCPayloadReader(name: name, limits: limits)
    self.revisits = revisits
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

  /// The page of a record; `nil` if it is not a page.
  private func page(_ header: WARCHeader) throws(IngestionError) -> RawPage? {
    switch header.type {
    case "response", "resource":
      guard let payload = try payloads.payload(header, of: records) else { return nil }
      if let offset = records.offset, let reopen {
        revisits.add(header, .record(at: offset, in: RevisitIndex.Archive(name: name, open: reopen)))
      } else {
        revisits.add(header, .page(payload))
      }
      return place.page(payload, header, truncation: header.truncation)
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
    return place.page(
      WARCPayload(bytes: block, contentType: "text/plain; charset=utf-8", digest: nil, isText: true), header, truncation: header.truncation)
  }

  /// The page of the record that a revisit refers to; `nil` if that is not a page, or may still be read later.
  private func revisited(_ header: WARCHeader) throws(IngestionError) -> RawPage? {
    let block = try records.takeBlock()
    if let http = HeaderFields(block[...]) {
      // What was not a page when it was first fetched (an error, for example) is not one now.
      if !HTTPBody.isSuccess(http.firstLine) { return nil }
      if let type = http["content-type"], !HTTPBody.isHTML(type), !HTTPBody.isText(type) { return nil }
    }
    let revisit = Revisit(header: header, place: place, limits: payloads.limits)
    if let page = try revisit.page(among: revisits) { return page }
    guard revisits.wait(revisit) else { throw revisit.failure }
    hasGiven = true
    return nil
  }

  /// The location of the current record.
  private var place: RecordPlace { RecordPlace(name: name, source: source, offset: records.offset, words: records.placeInWords) }
}
