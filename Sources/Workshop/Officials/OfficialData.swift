import Extraction
import Foundation
import Linguistics

/// A text with its marked officials, as a line of a JSON Lines file.
struct OfficialLine {
  /// An official as marked, with every reading that counts as right.
  struct Marked {
    var name: String
    /// The titles that are right; `nil` means that no title is.
    var titles: [String?]
    /// The organizations that are right; `nil` means that no organization is.
    var organizations: [String?]
    var sector: String?
    var isOptional: Bool
  }

  var id: String
  var text: String
  var officials: [Marked]

  /// The lines of files whose paths are in a list, separated by commas.
  static func read(_ paths: String) throws -> [OfficialLine] {
    try paths.split(separator: ",").flatMap { path in
      try Data(contentsOf: URL(fileURLWithPath: String(path))).split(separator: 10).compactMap { try line(Data($0), String(path)) }
    }
  }

  /// The officials of a marked text: a line of such a file, or a gold record; nil if it has no marks of officials.
  static func line(_ data: Data, _ path: String) throws -> OfficialLine? {
    guard let object = try JSONSerialization.jsonObject(with: data) as? [String: Any], let text = object["text"] as? String else {
      throw WorkshopError("\(path): a line is no JSON object with a text")
    }
    guard MarkedKinds.hold(object, "officials") else { return nil }
    let officials = (object["officials"] as? [[String: Any]] ?? []).compactMap { official -> Marked? in
      guard let name = official["name"] as? String else { return nil }
      func values(_ main: String, _ others: String) -> [String?] {
        [official[main] as? String] + (official[others] as? [Any] ?? []).map { $0 as? String }
      }
      return Marked(
        name: name, titles: values("title", "alt_titles"), organizations: values("organization", "alt_organizations"),
        sector: official["sector"] as? String, isOptional: official["optional"] as? Bool ?? false)
    }
    return OfficialLine(id: object["id"] as? String ?? "", text: text, officials: officials)
  }
}
