internal import Extraction
internal import Knowledge

/// The program's name and version.
public enum Version {
  /// As `onrecord --version` prints it: name, version and the hash of rules and weights.
  public static let text = "\(ExtractorVersion.name) (rules \(ExtractorVersion.rules))"
  /// Only the name and version.
  public static let name = ExtractorVersion.name
  /// The attributions required by the licences of the data from which word lists and weights were made.
  public static var notice: String { EmbeddedBytes.notice }
}
