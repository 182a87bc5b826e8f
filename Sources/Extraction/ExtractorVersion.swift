internal import Knowledge

/// What made a record's findings.
public enum ExtractorVersion {
  /// The program's version.
  public static let version = "0.1.0"
  /// The extractor's name as a record prints it.
  public static let name = "onrecord \(version)"
  /// Hash of all embedded lexicons and weights and of the sources of the rules (made at build by the plugin `RulesDigest`), 16
  /// hexadecimal digits: two records with the same hash were made by the same rules.
  public static let rules: String = {
    var hash: UInt64 = RulesDigest.ofSources
    for file in EmbeddedBytes.all {
      for byte in file.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }()
}
