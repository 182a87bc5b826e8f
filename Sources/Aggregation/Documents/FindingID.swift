internal import Platform

/// The index's stable id of a quote, figure or official.
///
/// The id is the first 8 bytes of a SHA-256, written as 16 lowercase hexadecimal digits. The hash is taken over these UTF-8 bytes:
/// `article id`, 0x00, `quote`|`figure`|`official`, 0x00, `exact words` (an official's name), 0x00, `n` in decimal, where the finding is
/// the n-th (from 1) of its kind in the article with those words. So the id survives a new ingest, a new version and new extraction rules
/// as long as the finding is the same.
public enum FindingID {
  /// The id as a number: the digest's first 8 bytes, big-endian.
  package static func number(article: String, kind: FindingKind, words: String, nth: Int) -> UInt64 {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(article.utf8.count + words.utf8.count + 24)
    bytes.append(contentsOf: article.utf8)
    bytes.append(0)
    bytes.append(contentsOf: kind.rawValue.utf8)
    bytes.append(0)
    bytes.append(contentsOf: words.utf8)
    bytes.append(0)
    bytes.append(contentsOf: String(nth).utf8)
    return Digest.sha256Prefix(bytes)
  }

  /// The id's 16 digits.
  public static func of(article: String, kind: FindingKind, words: String, nth: Int) -> String {
    digits(number(article: article, kind: kind, words: words, nth: nth))
  }

  /// The numbers of the ids of findings with these words, in their order in the article.
  package static func numbers(article: String, kind: FindingKind, words: [String]) -> [UInt64] {
    // Compared by their bytes: two encodings of a letter are two words here, just as when one finding is counted by itself.
    var seen: [[UInt8]: Int] = [:]
    return words.map { word in
      let nth = seen[Array(word.utf8), default: 0] + 1
      seen[Array(word.utf8)] = nth
      return number(article: article, kind: kind, words: word, nth: nth)
    }
  }

  package static func digits(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}
