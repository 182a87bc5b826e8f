/// Distinguishes running text from scripts, lists and tables, which are served as plain text too.
enum PlainProse {
  /// Whether most of the text is in lines or paragraphs that read as sentences.
  static func isLikely(_ bytes: [UInt8]) -> Bool {
    let sample = bytes.prefix(1 << 16)
    var prose = 0, other = 0
    for line in sample.split(separator: 10) {
      let length = line.count { $0 > 32 }
      if length == 0 { continue }
      let words = line.split(separator: 32).count
      let marks = line.count {
        $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "<")
      }
      if words >= 6, marks * 30 < line.count { prose += length } else { other += length }
    }
    return prose >= 200 && prose > other * 2
  }
}
