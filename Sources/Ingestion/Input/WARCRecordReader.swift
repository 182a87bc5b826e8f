/// The records of a WARC file in order: their headers and, if they are wanted, their blocks.
///
/// Reads uncompressed files, files with one gzip member per record, and files compressed as a whole. After an error, the next call
/// continues at the next record that can be found.
final class WARCRecordReader {
  /// What was damaged between the reader and the next record.
  private enum Loss {
    case none
    /// The record is malformed; the bytes after it may be fine.
    case record
    /// The compressed data are damaged, or too large to be read through.
    case member
  }

  /// The longest header that is accepted.
  private static let longestHeader = 1 << 20
  /// Real headers are shorter than this. If a header does not end, this many bytes are searched for the next record.
  private static let usualHeader = 1 << 16
  /// How many decompressed bytes are searched for the next record before looking for the next member instead.
  private static let searched = 64 << 20

  private let input: BufferedInput
  private let gunzip: GunzipSource?
  private let name: String
  private let limits: InputLimits
  /// How many bytes of the current record's block are still to come.
  private var left = 0
  private var loss = Loss.none
  /// The current record's id and location.
  private(set) var recordID: String?
  /// The offset of the current record in the file as stored; `nil` if there is none, as in a file compressed as a whole.
  private(set) var offset: Int?
  private var place = "beginning"

  init(_ stored: BufferedInput, name: String, limits: InputLimits) {
    let isCompressed = GunzipSource.isMember(stored.window)
    gunzip = isCompressed ? GunzipSource(stored, name: name, refusesGarbage: true) : nil
    input = gunzip.map { BufferedInput($0) } ?? stored
    self.name = name
    self.limits = limits
  }

  /// The location of the current record, in words.
  var placeInWords: String { recordID.map { "record \($0) at \(place)" } ?? "record at \(place)" }

  /// The next record's header; `nil` at the end. A block that was not taken is skipped.
  func next() throws(IngestionError) -> WARCHeader? {
    if loss != .none {
      guard try resynchronize() else { return nil }
    } else if left > 0 {
      try skipBlock()
    }
    var ends = 0
    while try attempt({ () throws(IngestionError) in try input.fill(1) }), let byte = input.window.first, byte == 0x0D || byte == 0x0A {
      input.consume(1)
      ends += 1
      if ends > 1024 { throw lost("no record follows") }
    }
    recordID = nil
    note()
    guard try attempt({ () throws(IngestionError) in try input.fill(1) }) else { return nil }
    return try header()
  }

  private func note() {
    if let gunzip {
      offset = gunzip.memberStart(at: input.offset)
      place = offset.map { "offset \($0)" } ?? "offset \(input.offset) of the decompressed data"
    } else {
      offset = input.offset
      place = "offset \(input.offset)"
    }
  }

  private func header() throws(IngestionError) -> WARCHeader {
    _ = try attempt { () throws(IngestionError) in try input.fill(WARCHeader.versionPrefix.count + 5) }
    guard WARCHeader.isVersionLine(input.window) else {
      let isOther = input.window.starts(with: Array("WARC/".utf8))
      throw lost(
        isOther
          ? "the record is of a WARC version that is not read; 0.17, 0.18, 1.0 and 1.1 are"
          : "no WARC record begins here; the file is damaged")
    }
    while true {
      if let fields = HeaderFields(input.window) {
        recordID = fields["warc-record-id"].map { $0.filter { $0 != "<" && $0 != ">" } }
        input.consume(fields.length)
        guard let header = WARCHeader(fields) else { throw lost("the record has no Content-Length") }
        left = header.contentLength
        return header
      }
      if input.available > Self.longestHeader {
        // There is no blank line in all of it, so there is no record either, except perhaps in its last part. Searching from the beginning
        // would mean reading up to here again for each of a million lines that look like the start of a record.
        input.consume(input.available - Self.usualHeader)
        throw lost("the record's header does not end")
      }
      let wanted = input.available + 1
      if !(try attempt({ () throws(IngestionError) in try input.fill(wanted) })) { throw cut }
    }
  }

  /// The first bytes of the block, at most `count`, not consumed.
  func peek(_ count: Int) throws(IngestionError) -> ArraySlice<UInt8> {
    let wanted = min(count, left)
    if !(try attempt({ () throws(IngestionError) in try input.fill(wanted) })) { throw cut }
    return input.window.prefix(wanted)
  }

  /// The whole block.
  func takeBlock() throws(IngestionError) -> [UInt8] {
    // The header of the HTTP response is added to the size of the page.
    guard left <= limits.pageBytes + Self.longestHeader else {
      let error = IngestionError.tooLarge(source: name, place: placeInWords, limit: limits.pageBytes)
      try skipBlock()
      throw error
    }
    var block: [UInt8] = []
    block.reserveCapacity(left)
    let isWhole = try attempt { () throws(IngestionError) in try input.take(left, into: &block) }
    left = 0
    guard isWhole else { throw cut }
    // The member's checksum comes after the block: read on to it, so that damage is noticed before the page is used.
    if let gunzip {
      _ = try attempt { () throws(IngestionError) in
        try input.fill(4)
        try gunzip.settle()
        return true
      }
    }
    return block
  }

  /// Skips the rest of the block.
  func skipBlock() throws(IngestionError) {
    if gunzip != nil, offset != nil, left > Self.searched {
      left = 0
      loss = .member
      return
    }
    let isWhole = try attempt { () throws(IngestionError) in try input.skip(left) }
    left = 0
    if !isWhole { throw cut }
  }

  /// Continues at the next record that can be found.
  private func resynchronize() throws(IngestionError) -> Bool {
    left = 0
    if loss == .record {
      let limit = input.offset + Self.searched
      input.consume(min(1, input.available))
      do throws(IngestionError) {
        while try input.skip(to: WARCHeader.versionPrefix, within: limit - input.offset) {
          try input.fill(WARCHeader.versionPrefix.count + 5)
          if WARCHeader.isWholeVersionLine(input.window) {
            loss = .none
            return true
          }
          input.consume(1)
        }
        if gunzip == nil || input.offset < limit { return false }
      } catch {
        // The compressed data are damaged after a record that was already returned; the next member may be intact.
        if error.reason == .notReadable { throw error }
      }
    }
    guard let gunzip, try gunzip.resynchronize(to: WARCHeader.versionPrefix) else { return false }
    input.restart(offset: gunzip.given)
    loss = .none
    return true
  }

  /// Runs a step that reads; if the compressed data are damaged, the error names the record that was hit.
  private func attempt(_ step: () throws(IngestionError) -> Bool) throws(IngestionError) -> Bool {
    do { return try step() } catch {
      loss = .member
      var placed = error
      placed.place = error.place.map { "\(placeInWords), damaged at \($0)" } ?? placeInWords
      throw placed
    }
  }

  private func lost(_ message: String) -> IngestionError {
    loss = .record
    return IngestionError(.badRecord, source: name, place: placeInWords, message: message + "; the next record is looked for")
  }

  private var cut: IngestionError {
    left = 0
    loss = .record
    return IngestionError(.truncated, source: name, place: placeInWords, message: "the file ends in the middle of the record; get it again")
  }
}
