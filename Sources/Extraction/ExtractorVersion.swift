internal import Knowledge

/// What made a record's findings.
public enum ExtractorVersion {
  /// The program's version.
  public static let version = "0.1.0"
  /// The extractor's name as a record prints it.
  public static let name = "onrecord \(version)"
  /// Counts the changes of rules that live in code; raised with each such change, so that ``rules`` tells them apart.
  static let ruleRevision: UInt64 = 3
  /// Hash of all embedded lexicons and weights and of ``ruleRevision``, 16 hexadecimal digits.
  public static let rules: String = {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ ruleRevision
    for file in EmbeddedBytes.all {
      for byte in file.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }()
}
