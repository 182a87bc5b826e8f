import Foundation

// SourceDigest OUTPUT FILE…: writes a Swift file that holds the 64-bit FNV-1a digest of the files' names and bytes, in the order given.

/// The digest of files' names and bytes.
func digest(of files: [URL]) throws -> UInt64 {
  try files.reduce(0xcbf2_9ce4_8422_2325) { hash, file in
    (Array(file.lastPathComponent.utf8) + Array(try Data(contentsOf: file))).reduce(hash) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

let files = CommandLine.arguments.dropFirst().map { URL(fileURLWithPath: $0) }
let text = """
  /// Made at build.
  enum RulesDigest {
    /// The digest of the sources of `Ranking`, `Knowledge`, `Linguistics` and `Extraction`, of the word lists and of the weights.
    static let value: UInt64 = 0x\(String(try digest(of: Array(files.dropFirst())), radix: 16))
  }

  """
try text.write(to: files[0], atomically: true, encoding: .utf8)
