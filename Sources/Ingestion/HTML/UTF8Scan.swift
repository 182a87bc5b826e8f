internal import Platform

/// What one pass over bytes shows about them as UTF-8.
struct UTF8Scan {
  /// Characters beyond ASCII that are well-formed.
  var wellFormed = 0
  /// Bytes that are not part of any well-formed character.
  var stray = 0
  /// Whether there are NULs, byte-order marks or C1 control codes, which no text means.
  var needsCleaning = false

  /// Whether everything is valid UTF-8.
  var isValid: Bool { stray == 0 }

  init(_ bytes: [UInt8]) {
    var index = 0
    let end = bytes.count
    while true {
      index = ByteSearch.firstBeyondASCII(bytes, from: index, to: end)
      if index == end { return }
      if bytes[index] == 0 {
        needsCleaning = true
        index += 1
        continue
      }
      let length = Self.length(bytes, index)
      if length == 0 {
        stray += 1
        index += 1
      } else {
        wellFormed += 1
        if bytes[index] == 0xC2 && bytes[index + 1] < 0xA0 || bytes[index] == 0xEF && bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF {
          needsCleaning = true
        }
        index += length
      }
    }
  }

  /// The length of the well-formed character beyond ASCII that begins at `index`; 0 if there is none (RFC 3629).
  static func length(_ bytes: [UInt8], _ index: Int) -> Int {
    let lead = bytes[index]
    let left = bytes.count - index
    func continues(_ step: Int) -> Bool { bytes[index + step] & 0xC0 == 0x80 }
    switch lead {
    case 0xC2...0xDF: return left >= 2 && continues(1) ? 2 : 0
    case 0xE0...0xEF:
      guard left >= 3, continues(1), continues(2) else { return 0 }
      if lead == 0xE0 && bytes[index + 1] < 0xA0 || lead == 0xED && bytes[index + 1] > 0x9F { return 0 }
      return 3
    case 0xF0...0xF4:
      guard left >= 4, continues(1), continues(2), continues(3) else { return 0 }
      if lead == 0xF0 && bytes[index + 1] < 0x90 || lead == 0xF4 && bytes[index + 1] > 0x8F { return 0 }
      return 4
    default: return 0
    }
  }
}
