/// The members of a gzip file, decompressed one after the other.
final class GunzipSource: ByteSource {
  private let input: BufferedInput
  private let name: String
  private var reader = GzipReader()
  private var isInMember = false
  private var membersRead = 0

  init(_ input: BufferedInput, name: String) {
    self.input = input
    self.name = name
  }

  /// Whether bytes begin as a gzip member does.
  static func isMember(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B, 0x08]) }

  func read(into buffer: inout [UInt8], from start: Int) throws(IngestionError) -> Int {
    while true {
      if !isInMember {
        // Zeros after the last member are padding; other bytes there are ignored, as gzip does.
        guard try input.fill(3) || input.available > 0, Self.isMember(input.window) else {
          if membersRead == 0 { throw corrupt }
          return 0
        }
        reader.reset()
        isInMember = true
      }
      let hasInput = try input.fill(1)
      let step = reader.step(input.bytes, input.head..<input.tail, into: &buffer, from: start)
      input.consume(step.consumed)
      switch step.progress {
      case .corrupt: throw corrupt
      case .memberEnd:
        isInMember = false
        membersRead += 1
      case .running:
        if !hasInput, step.produced == 0 {
          throw IngestionError(
            .truncated, source: name, message: "the gzip data ends in the middle; the file was cut, get it again")
        }
      }
      if step.produced > 0 { return step.produced }
    }
  }

  private var corrupt: IngestionError {
    IngestionError(
      .corrupt, source: name, place: "offset \(input.offset)", message: "the gzip data is damaged; get the file again")
  }
}
