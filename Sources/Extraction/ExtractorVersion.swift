/// Identifies the program and the rules that made a record's findings.
public enum ExtractorVersion {
  /// The program's version.
  public static let version = "0.1.0"
  /// The extractor's name as it appears in a record.
  public static let name = "onrecord \(version)"
  /// A digest of the sources of the rules, all word lists and all weights, computed at build time by the plugin `RulesDigest`, as 16
  /// hexadecimal digits. Two records with the same digest were made by the same rules.
  public static let rules: String = {
    let digits = String(RulesDigest.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }()
}
