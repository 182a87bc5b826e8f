internal import Aggregation

/// The addresses of the pages about what hits name: articles and persons.
enum Place {
  /// The address of an article, at a finding if one is named; with a version if it is not the newest.
  static func article(_ id: String, _ ending: String? = nil, version: Int? = nil, at fragment: String? = nil) -> Address {
    Address(["article", named(id, ending)], query: [("version", version.map { String($0) })], fragment: fragment)
  }

  /// A page of an article: its original, its versions.
  static func article(_ id: String, page: String, query: [(String, String?)] = []) -> Address {
    Address(["article", id, page], query: query)
  }

  /// A person, by the name that articles give.
  static func person(_ name: String, _ ending: String? = nil) -> Address { Address(["person", named(name, ending)]) }

  /// The id of a finding on its article's page.
  static func anchor(_ kind: FindingKind, _ id: String) -> String { "\(kind.rawValue.prefix(1))-\(id)" }

  /// Protects a name that ends like a format, which would otherwise be read as one.
  private static func named(_ name: String, _ ending: String?) -> String {
    let isMisread = Format.allCases.contains { name.hasSuffix("." + $0.rawValue) }
    return name + (ending ?? (isMisread ? "html" : nil)).map { "." + $0 }.orEmpty
  }
}

extension String? {
  var orEmpty: String { self ?? "" }
}
