/// A file inside a ZIP file.
struct ZipMember {
  let entry: ZipDirectory.Entry
  /// Its name in messages.
  let place: String
  /// Opens the ZIP file at an offset.
  let open: (Int) throws(IngestionError) -> any ByteSource

  /// The offset of its bytes in the ZIP file.
  func start() throws(IngestionError) -> Int {
    if entry.isEncrypted { throw IngestionError(.unsupported, source: place, message: "is encrypted; unpack it with its password first") }
    let header = BufferedInput(try open(entry.offset))
    guard try header.fill(30), header.window.starts(with: [0x50, 0x4B, 3, 4]) else {
      throw IngestionError(.corrupt, source: place, message: "is not where the ZIP archive's table of contents says; get the file again")
    }
    let fixed = Array(header.window.prefix(30))
    return entry.offset + 30 + fixed.number(at: 26, 2) + fixed.number(at: 28, 2)
  }

  /// Its bytes.
  func source() throws(IngestionError) -> any ByteSource {
    let stored = PartSource(try open(try start()), count: entry.storedSize)
    switch entry.method {
    case 0: return stored
    case 8: return InflateSource(BufferedInput(stored), name: place)
    default:
      throw IngestionError(
        .unsupported, source: place, message: "is compressed in a way that is not read (ZIP method \(entry.method)); unpack it first")
    }
  }
}

/// The first bytes of another source.
final class PartSource: ByteSource {
  private let source: any ByteSource
  private var left: Int

  init(_ source: any ByteSource, count: Int) {
    self.source = source
    left = max(0, count)
  }

  func read(into buffer: inout [UInt8], from start: Int) throws(IngestionError) -> Int {
    if left == 0 { return 0 }
    let count = min(left, try source.read(into: &buffer, from: start))
    left -= count
    return count
  }
}

/// A raw deflate stream, as ZIP files hold it.
final class InflateSource: ByteSource {
  private let stored: BufferedInput
  private let name: String
  private var reader = GzipReader(.rawDeflate)
  private var isOver = false

  init(_ stored: BufferedInput, name: String) {
    self.stored = stored
    self.name = name
  }

  func read(into buffer: inout [UInt8], from start: Int) throws(IngestionError) -> Int {
    while !isOver {
      let hasInput = try stored.fill(1)
      let step = reader.step(stored.bytes, stored.head..<stored.tail, into: &buffer, from: start)
      stored.consume(step.consumed)
      switch step.progress {
      case .corrupt: throw IngestionError(.corrupt, source: name, message: "the compressed data is damaged; get the file again")
      case .memberEnd: isOver = true
      case .running:
        if !hasInput, step.produced == 0 {
          throw IngestionError(.truncated, source: name, message: "the compressed data ends in the middle; get the file again")
        }
      }
      if step.produced > 0 { return step.produced }
    }
    return 0
  }
}
