/// Recognizes files that are not text by their first bytes.
enum BinarySignature {
  /// What a ZIP archive is that is none of the kinds that are read.
  static let zip = "a ZIP archive or an office document; unpack it or save it as HTML first"

  private static let signatures: [(prefix: [UInt8], name: String)] = [
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    (Array("GIF8".utf8), "a GIF image"),
    (Array("%PDF-".utf8), "a PDF document; turn it into text first, for example with pdftotext"),
    ([0x50, 0x4B, 0x03, 0x04], zip),
    (Array("BZh".utf8), "bzip2-compressed; decompress it first with bunzip2"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz-compressed; decompress it first with unxz"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive; unpack it first"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    (Array("SQLite format 3".utf8), "an SQLite database"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old office document; save it as HTML first"),
    (Array("OggS".utf8), "an audio or video file"),
    (Array("RIFF".utf8), "an image, audio or video file"),
    (Array("ID3".utf8), "an audio file"),
    ([0x1F, 0x8B], "gzip-compressed a second time; decompress it first with gunzip"),
  ]

  /// What a file is that cannot be read as text; `nil` for text.
  ///
  /// If there is no known signature, the share of control characters that never occur in text decides. NULs are judged separately: broken
  /// pages hold some, and in UTF-16 they are half of the bytes.
  static func description(_ bytes: ArraySlice<UInt8>) -> String? {
    for (prefix, name) in signatures where bytes.starts(with: prefix) { return name }
    if bytes.dropFirst(4).starts(with: Array("ftyp".utf8)) { return "a video file" }
    if bytes.dropFirst(257).starts(with: "ustar".utf8) { return "a tar archive; unpack it first (tar -xf) and give the folder" }
    var nulls = 0
    var controls = 0
    for byte in bytes {
      if byte == 0 {
        nulls += 1
      } else if byte < 0x20, byte < 0x09 || byte > 0x0D, byte != 0x1B, byte != 0x1A {
        controls += 1
      }
    }
    if nulls * 10 > bytes.count * 6 || controls * 20 > bytes.count { return "binary data, not text" }
    return nil
  }
}
