/// The pages of a WACZ file: a ZIP of WARC files with their index, as browser-based crawlers write it.
final class WACZReader: PageStream {
  private let name: String
  private let source: String?
  private let limits: InputLimits
  private let revisits: RevisitIndex
  private let open: (Int) throws(IngestionError) -> any ByteSource
  private var archives: [ZipDirectory.Entry]
  private var current: (any PageStream)?
  private var leftOutBefore = 0
  /// Why there is nothing to read.
  private var emptiness: IngestionError?

  /// - Parameter open: opens the file at an offset.
  init(
    directory: ZipDirectory, name: String, source: String?, limits: InputLimits, revisits: RevisitIndex,
    open: @escaping (Int) throws(IngestionError) -> any ByteSource
  ) {
    self.name = name
    self.source = source
    self.limits = limits
    self.revisits = revisits
    self.open = open
    archives = directory.entries.filter { entry in
      let path = entry.name.lowercased()
      return path.hasSuffix(".warc") || path.hasSuffix(".warc.gz") || path.hasSuffix(".warc.zst") || path.hasSuffix(".arc.gz")
    }.sorted { $0.name < $1.name }.reversed()
    if archives.isEmpty {
      let hasParts = directory.entries.contains { $0.name.lowercased().hasSuffix(".wacz") }
      emptiness = IngestionError(
        hasParts ? .unsupported : .isEmpty, source: name,
        message: hasParts
          ? "is a WACZ file of other WACZ files; unpack it and give these"
          : "is a WACZ file without a web archive (WARC) in it; there is nothing to read")
    }
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
      guard let entry = archives.popLast() else {
        defer { emptiness = nil }
        return emptiness.map { .failure($0) }
      }
      do throws(IngestionError) { current = try reader(of: entry) } catch { return .failure(error) }
    }
  }

  private func reader(of entry: ZipDirectory.Entry) throws(IngestionError) -> any PageStream {
    let place = "\(name): \(entry.name)"
    let member = ZipMember(entry: entry, place: place, open: open)
    let named = InputFormat(fileName: entry.name)
    guard entry.method == 0 else { return try opener.open(try member.source(), name: place, source: source, named: named) }
    let start = try member.start(), size = entry.storedSize, open = open
    let reopen = { (offset: Int) throws(IngestionError) -> any ByteSource in PartSource(try open(start + offset), count: size - offset) }
    return try opener.open(try reopen(0), name: place, source: source, named: named, reopen: reopen)
  }

  private var opener: InputOpener { InputOpener(format: .auto, limits: limits, revisits: revisits) }
}
