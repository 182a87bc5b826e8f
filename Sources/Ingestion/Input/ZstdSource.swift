/// The frames of a zstd file, decompressed one after the other. They may be preceded by a dictionary, as in web archives (`.warc.zst`: a
/// skippable frame of the kind 0x184D2A5D, whose content may itself be compressed).
final class ZstdSource: ByteSource {
  private let stored: BufferedInput
  private let name: String
  private var reader: ZstdReader
  /// Whether a frame has begun but not ended.
  private var isInFrame = false
  private var hasRead = false
  private var failure: IngestionError?

  private static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
  private static let dictionaryMagic: [UInt8] = [0x5D, 0x2A, 0x4D, 0x18]
  private static let longestDictionary = 16 << 20

  /// Whether bytes begin as a zstd file does.
  static func isFrame(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: magic) || bytes.starts(with: dictionaryMagic) }

  init(_ stored: BufferedInput, name: String) throws(IngestionError) {
    self.stored = stored
    self.name = name
    var dictionary: [UInt8] = []
    if try stored.fill(8), stored.window.starts(with: Self.dictionaryMagic) {
      let start = stored.window.startIndex
      let size = (0..<4).reduce(0) { $0 | Int(stored.window[start + 4 + $1]) << (8 * $1) }
      guard size <= Self.longestDictionary else { throw Self.corrupt(name, stored.offset) }
      stored.consume(8)
      guard try stored.take(size, into: &dictionary) else { throw Self.truncated(name) }
      if dictionary.starts(with: Self.magic) { dictionary = try Self.inflated(dictionary, name) }
    }
    reader = ZstdReader(dictionary: dictionary)
  }

  private static func inflated(_ frame: [UInt8], _ name: String) throws(IngestionError) -> [UInt8] {
    var reader = ZstdReader()
    var whole: [UInt8] = []
    var output = [UInt8](repeating: 0, count: 1 << 16)
    var position = 0
    while whole.count <= longestDictionary {
      let step = reader.step(frame, position..<frame.count, into: &output, from: 0)
      position += step.consumed
      whole += output[..<step.produced]
      if step.progress == .memberEnd { return whole }
      if step.progress == .corrupt || step.consumed == 0 && step.produced == 0 { break }
    }
    throw corrupt(name, 8)
  }

  func read(into buffer: inout [UInt8], from start: Int) throws(IngestionError) -> Int {
    if let failure { throw failure }
    while true {
      let hasInput = try stored.fill(1)
      if !hasInput, !isInFrame {
        if hasRead { return 0 }
        throw Self.truncated(name)
      }
      let step = reader.step(stored.bytes, stored.head..<stored.tail, into: &buffer, from: start)
      let offset = stored.offset
      stored.consume(step.consumed)
      switch step.progress {
      case .corrupt:
        failure = Self.corrupt(name, offset)
        if step.produced == 0 { throw Self.corrupt(name, offset) }
      case .memberEnd: (isInFrame, hasRead) = (false, true)
      case .running:
        isInFrame = true
        if !hasInput, step.produced == 0 { throw Self.truncated(name) }
      }
      if step.produced > 0 { return step.produced }
    }
  }

  private static func corrupt(_ name: String, _ offset: Int) -> IngestionError {
    IngestionError(.corrupt, source: name, place: "offset \(offset)", message: "the zstd data is damaged; get the file again")
  }

  private static func truncated(_ name: String) -> IngestionError {
    IngestionError(.truncated, source: name, message: "the zstd data ends in the middle; the file was cut, get it again")
  }
}
