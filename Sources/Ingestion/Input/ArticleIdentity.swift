internal import Platform

/// Where an article's id comes from. All kinds of input use this.
public enum ArticleIdentity {
  /// The line's own id, else the SHA-256 of the canonical URL, else that of the content, in hexadecimal digits.
  public static func id(given: String? = nil, canonicalURL: String?, contentSHA256: String) -> String {
    if let given, !given.isEmpty { return given }
    if let canonicalURL, !canonicalURL.isEmpty { return Digest.sha256(canonicalURL) }
    return contentSHA256
  }
}
