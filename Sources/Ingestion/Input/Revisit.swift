/// The location of a record in a web archive.
struct RecordPlace {
  /// The input's name in messages.
  var name: String
  /// The path.
  var source: String?
  /// Byte offset of the record in its file, as stored.
  var offset: Int?
  /// The location in words: "record … at offset 5120".
  var words: String

  /// The page in the record's payload.
  /// - Parameter truncation: why the page's bytes are incomplete; what a revisit itself leaves out does not count.
  func page(_ payload: WARCPayload, _ header: WARCHeader, truncation: String?) -> RawPage {
    var page = RawPage(payload.isText ? .text(payload.bytes) : .html(payload.bytes), source: source, url: header.targetURI)
    page.contentType = payload.contentType
    page.retrieved = header.date.flatMap { GivenDate.normalized($0) }
    page.warcRecordID = header.recordID
    page.warcOffset = offset
    page.inputName = name
    page.place = words
    if let reason = truncation { page.warnings.append("the page was cut when it was archived (\(reason))") }
    return page
  }
}

/// A revisit record: it says that a page was the same as in an earlier fetch, and leaves its bytes out.
struct Revisit {
  let header: WARCHeader
  let place: RecordPlace
  let limits: InputLimits

  /// The page, if the record that it refers to has been read; `nil` if it has not.
  func page(among revisits: RevisitIndex) throws(IngestionError) -> RawPage? {
    switch revisits.earlier(for: header) {
    case .page(let payload)?:
      if let one = header.payloadDigest, let other = payload.digest, one != other { return nil }
      return place.page(payload, header, truncation: nil)
    case .record(let offset, let archive)?:
      let again = BufferedInput(try archive.open(offset), offset: offset)
      try again.fill(WARCHeader.versionPrefix.count)
      let original = WARCRecordReader(again, name: archive.name, limits: limits)
      guard let referred = try original.next(), Self.agree(header, referred),
        let payload = try WARCPayloadReader(name: archive.name, limits: limits).payload(referred, of: original)
      else { return nil }
      return place.page(payload, header, truncation: referred.truncation)
    case nil: return nil
    }
  }

  /// The error if no input of the run holds the page.
  var failure: IngestionError {
    IngestionError(
      .badRecord, source: place.name, place: place.words,
      message: "is a revisit of a page that no input of this run holds; give the file that holds it as well")
  }

  private static func agree(_ revisit: WARCHeader, _ original: WARCHeader) -> Bool {
    if let one = revisit.payloadDigest, let other = original.payloadDigest { return one == other }
    return revisit.refersTo == nil || revisit.refersTo == original.recordID || revisit.refersToTarget?.uri == original.targetURI
  }
}
