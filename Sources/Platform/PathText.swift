internal import Glibc

/// Paths as text. The system's paths are bytes and need not be UTF-8. A byte that is not valid UTF-8 is represented by a scalar of private
/// use plane 16, from U+10FF80 for the byte 0x80 on, and turned back into the byte when the path is used. So every file can be named.
package enum PathText {
  private static let base: UInt32 = 0x10FF00

  /// The byte that a scalar stands for; `nil` for all others.
  static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    scalar.value >= base + 0x80 && scalar.value <= base + 0xFF ? UInt8(scalar.value - base) : nil
  }

  /// The text of a path's bytes.
  package static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = String.UnicodeScalarView()
    var place = 0
    while place < bytes.count {
      let length = min(bytes.count - place, max(1, (~bytes[place]).leadingZeroBitCount))
      if let whole = String(validating: bytes[place..<place + length], as: UTF8.self) {
        text.append(contentsOf: whole.unicodeScalars)
        place += length
      } else {
        if let scalar = Unicode.Scalar(base + UInt32(bytes[place])) { text.append(scalar) }
        place += 1
      }
    }
    return String(text)
  }

  /// The bytes of a path's text, for calls to the system.
  static func bytes(_ text: String) -> [CChar] {
    var bytes: [CChar] = []
    for scalar in text.unicodeScalars {
      if let byte = byte(of: scalar) {
        bytes.append(CChar(bitPattern: byte))
      } else {
        for unit in Unicode.UTF8.encode(scalar).map(Array.init) ?? [] { bytes.append(CChar(bitPattern: unit)) }
      }
    }
    return bytes + [0]
  }
}

extension ThisProcess {
  /// The words of the command line, without the program's name. Words that are not UTF-8 are represented as paths are (``PathText``).
  package static var arguments: [String] {
    var words: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let word = unsafe CommandLine.unsafeArgv[index] else { break }
      words.append(PathText.text(unsafe Array(UnsafeBufferPointer(start: word, count: strlen(word))).map { UInt8(bitPattern: $0) }))
    }
    return words
  }
}
