/// The pages of a WACZ file: a ZIP of WARC files with their index, as browser-based crawlers write it.
final class WACZReader: PageStream {
  private let name: String
  private let source: String?
  private let limits: InputLimits
  private let open: (Int) throws(IngestionError) -> any ByteSource
  private var archives: [ZipDirectory.Entry]
  private var current: (any PageStream)?
  private var leftOutBefore = 0
  private var failure: IngestionError?

  /// - Parameter open: opens the file at an offset.
  init(
    directory: ZipDirectory, name: String, source: String?, limits: InputLimits,
    open: @escaping (Int) throws(IngestionError) -> any ByteSource
  ) {
    self.name = name
    self.source = source
    self.limits = limits
    self.open = open
    archives = directory.entries.filter { entry in
      let path = entry.name.lowercased()
      return path.hasSuffix(".warc") || path.hasSuffix(".warc.gz") || path.hasSuffix(".warc.zst") || path.hasSuffix(".arc.gz")
    }.sorted { $0.name < $1.name }.reversed()
  }

  /// Whether a directory is that of a WACZ file.
  static func isWACZ(_ directory: ZipDirectory) -> Bool {
    directory.entries.contains { $0.name == "datapackage.json" || $0.name.hasPrefix("archive/") && $0.name.contains(".warc") }
  }

  var leftOut: Int { leftOutBefore + (current?.leftOut ?? 0) }

  func next() -> Result<RawPage, IngestionError>? {
    while true {
      if let result = current?.next() { return result }
      leftOutBefore = leftOut
      current = nil
      guard let entry = archives.popLast() else { return nil }
      do throws(IngestionError) { current = try reader(of: entry) } catch { return .failure(error) }
    }
  }

  private func reader(of entry: ZipDirectory.Entry) throws(IngestionError) -> any PageStream {
    let place = "\(name): \(entry.name)"
    if entry.isEncrypted { throw IngestionError(.unsupported, source: place, message: "is encrypted; unpack it with its password first") }
    let header = BufferedInput(try open(entry.offset))
    guard try header.fill(30), header.window.starts(with: [0x50, 0x4B, 3, 4]) else {
      throw IngestionError(.corrupt, source: place, message: "is not where the ZIP archive's table of contents says; get the file again")
    }
    let fixed = Array(header.window.prefix(30))
    let start = entry.offset + 30 + fixed.number(at: 26, 2) + fixed.number(at: 28, 2)
    switch entry.method {
    case 0:
      let open = open, size = entry.storedSize
      let reopen = { (offset: Int) throws(IngestionError) -> any ByteSource in PartSource(try open(start + offset), count: size - offset) }
      return try opener.open(
        try reopen(0), name: place, source: source, told: InputFormat(fileName: entry.name),
        reopen: { (offset) throws(IngestionError) in try reopen(offset) })
    case 8:
      let stored = BufferedInput(PartSource(try open(start), count: entry.storedSize))
      return try opener.open(InflateSource(stored, name: place), name: place, source: source, told: InputFormat(fileName: entry.name))
    default:
      throw IngestionError(
        .unsupported, source: place, message: "is compressed in a way that is not read (ZIP method \(entry.method)); unpack it first")
    }
  }

  private var opener: InputOpener { InputOpener(format: .auto, limits: limits) }
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
