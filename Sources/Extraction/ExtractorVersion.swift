/// What made a record's findings.
public enum ExtractorVersion {
  /// The program's version.
  public static let version = "0.1.0"
  /// The extractor's name as a record prints it.
  public static let name = "onrecord \(version)"
  /// Digest of the sources of the rules, of all word lists and of all weights (made at build by the plugin `RulesDigest`), 16 hexadecimal
  /// digits: two records with the same digest were made by the same rules.
  public static let rules: String = {
    let digits = String(RulesDigest.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }()
}
