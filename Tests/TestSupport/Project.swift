package import Foundation

/// Places in the project's tree.
package enum Project {
  /// The project's top folder.
  package static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// The JSON Schema of the article record.
  package static let recordSchema = folder.appending(path: "Sources/Record/JSON/record.schema.json")
  /// The invented news pages with their gold records.
  package static let corpus = folder.appending(path: "Corpus")

  /// The `onrecord` binary: `ONRECORD_BINARY`, else the one beside the tests.
  package static let binary: URL = {
    if let path = ProcessInfo.processInfo.environment["ONRECORD_BINARY"] { return URL(fileURLWithPath: path) }
    return folder.appending(path: ".build/debug/onrecord")
  }()
}
