internal import Glibc

/// Converts text from an encoding to UTF-8 with the C library's iconv. The only owner of an `iconv_t`.
@safe struct Transcoder: ~Copyable {
  private let descriptor: iconv_t?

  /// Makes a transcoder from an encoding, given by iconv's name for it; `nil` if the system does not know it.
  init?(from encoding: String) {
    let opened = unsafe iconv_open("UTF-8", encoding)
    if Int(bitPattern: opened) == -1 { return nil }
    unsafe descriptor = opened
  }

  deinit { unsafe _ = iconv_close(descriptor) }

  /// The text of bytes. What is invalid in the encoding becomes U+FFFD, `unit` bytes at a time.
  mutating func decode(_ bytes: [UInt8], unit: Int) -> (utf8: [UInt8], replaced: Int) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 3 / 2 + 64)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var position = 0
    var replaced = 0
    unsafe _ = iconv(descriptor, nil, nil, nil, nil)
    while position < bytes.count {
      let (consumed, produced, error) = step(bytes, position, &chunk)
      text.append(contentsOf: chunk[..<produced])
      position += consumed
      if error == EILSEQ || error == EINVAL {
        text.append(contentsOf: [0xEF, 0xBF, 0xBD])
        replaced += 1
        position += min(unit, bytes.count - position)
        unsafe _ = iconv(descriptor, nil, nil, nil, nil)
      } else if error != 0, error != E2BIG {
        break
      }
    }
    return (text, replaced)
  }

  private func step(_ bytes: [UInt8], _ position: Int, _ chunk: inout [UInt8]) -> (consumed: Int, produced: Int, error: Int32) {
    unsafe bytes.withUnsafeBytes { source in
      unsafe chunk.withUnsafeMutableBytes { target in
        var input = unsafe UnsafeMutablePointer(
          mutating: source.baseAddress?.advanced(by: position).assumingMemoryBound(to: CChar.self))
        var inputLeft = source.count - position
        var output = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var outputLeft = target.count
        let result = unsafe iconv(descriptor, &input, &inputLeft, &output, &outputLeft)
        let error = result == Int(bitPattern: UInt.max) ? errno : 0
        return (source.count - position - inputLeft, target.count - outputLeft, error)
      }
    }
  }
}
