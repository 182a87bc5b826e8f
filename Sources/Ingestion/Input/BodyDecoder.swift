/// Undoes what HTTP does to a body: transfer and content codings.
struct BodyDecoder {
  /// Why a body could not be decoded.
  enum Failure: Error {
    case corrupt(coding: String)
    case truncated(coding: String)
    case tooLarge
    case unknown(coding: String)
  }

  let limits: InputLimits

  /// The page in a body. Archives often keep the header of a coding that they have already undone, so a body that is not coded as its
  /// header says is taken as it is.
  func decode(_ body: [UInt8], transfer: [String], content: [String]) throws(Failure) -> [UInt8] {
    var body = body
    if transfer.contains("chunked"), let whole = Self.unchunked(body) { body = whole }
    for coding in content.reversed() {
      switch coding {
      case "identity", "none", "utf-8", "": break
      case "gzip", "x-gzip": if GunzipSource.isMember(body[...]) { body = try inflated(body, .gzip, coding) }
      case "deflate": if !Self.looksLikeMarkup(body) { body = try inflated(body, Self.isZlib(body) ? .zlib : .rawDeflate, coding) }
      case "br": if !Self.looksLikeMarkup(body) { body = try unbrotlied(body) }
      case "zstd": if ZstdSource.isFrame(body[...]) { body = try unzstd(body) }
      default: throw .unknown(coding: coding)
      }
    }
    if body.count > limits.pageBytes { throw .tooLarge }
    return body
  }

  /// The content of a chunked body; `nil` if it is not chunked. If the body is cut off in the middle, what is there is returned.
  static func unchunked(_ body: [UInt8]) -> [UInt8]? {
    var whole: [UInt8] = []
    whole.reserveCapacity(body.count)
    var index = 0
    while index < body.count {
      guard let feed = body[index...].firstIndex(of: 0x0A), feed - index < 4096, let size = chunkSize(body[index..<feed]) else {
        return whole.isEmpty ? nil : whole
      }
      if size == 0 { return whole }
      let end = min(body.count, feed + 1 + size)
      whole.append(contentsOf: body[feed + 1..<end])
      index = end
      if index < body.count, body[index] == 0x0D { index += 1 }
      if index < body.count, body[index] == 0x0A { index += 1 }
    }
    return whole
  }

  /// The size on a chunk's first line: hexadecimal digits, possibly followed by extensions.
  private static func chunkSize(_ line: ArraySlice<UInt8>) -> Int? {
    let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 > 0x20 }
    guard !digits.isEmpty, digits.count <= 8 else { return nil }
    return Int(String(decoding: digits, as: UTF8.self), radix: 16).flatMap { $0 >= 0 ? $0 : nil }
  }

  private static func isZlib(_ body: [UInt8]) -> Bool {
    body.count >= 2 && body[0] & 0x0F == 8 && (Int(body[0]) << 8 | Int(body[1])) % 31 == 0
  }

  private static func looksLikeMarkup(_ body: [UInt8]) -> Bool {
    body.first { $0 > 0x20 } == UInt8(ascii: "<") && !body.prefix(512).contains { $0 < 0x09 || $0 > 0x0D && $0 < 0x20 }
  }

  private func inflated(_ body: [UInt8], _ wrapping: GzipReader.Wrapping, _ coding: String) throws(Failure) -> [UInt8] {
    var reader = GzipReader(wrapping)
    return try expanded(body, coding) { position, output in reader.step(body, position..<body.count, into: &output, from: 0) }
  }

  private func unbrotlied(_ body: [UInt8]) throws(Failure) -> [UInt8] {
    var reader = BrotliReader()
    return try expanded(body, "br") { position, output in reader.step(body, from: position, into: &output) }
  }

  private func unzstd(_ body: [UInt8]) throws(Failure) -> [UInt8] {
    var reader = ZstdReader()
    return try expanded(body, "zstd") { position, output in reader.step(body, position..<body.count, into: &output, from: 0) }
  }

  /// Runs a decompressor to its end, within the limits.
  private func expanded(
    _ body: [UInt8], _ coding: String, step: (Int, inout [UInt8]) -> (consumed: Int, produced: Int, progress: GzipReader.Progress)
  ) throws(Failure) -> [UInt8] {
    var page: [UInt8] = []
    var output = [UInt8](repeating: 0, count: 1 << 16)
    var position = 0
    while true {
      let (consumed, produced, progress) = step(position, &output)
      position += consumed
      page.append(contentsOf: output[..<produced])
      if page.count > limits.pageBytes || page.count > max(limits.ratioFloor, limits.expansion * body.count) { throw .tooLarge }
      switch progress {
      case .memberEnd: return page
      case .corrupt: throw .corrupt(coding: coding)
      case .running: if consumed == 0, produced == 0 { throw .truncated(coding: coding) }
      }
    }
  }
}
