import Foundation
import TestSupport
import Testing

/// The walls between the rooms, as far as the compiler does not guard them.
@Suite struct WallTests {
  /// Which rooms each room may import.
  static let mayImport: [String: Set<String>] = [
    "Record": [],
    "Platform": ["CNettle", "CZlib"],
    "Knowledge": ["CKnowledge"],
    "Ranking": [],
    "Training": ["Ranking"],
    "Linguistics": ["Record", "Knowledge"],
    "Ingestion": ["Record", "Knowledge", "Ranking", "Platform", "CLibXML2", "CZlib", "CBrotli", "CZstd"],
    "Extraction": ["Record", "Knowledge", "Linguistics", "Ranking"],
    "Linkage": ["Record", "Knowledge"],
    "Aggregation": ["Record", "Platform", "Linguistics", "Linkage", "CPageChecksum", "CSQLite", "CZlib"],
    "Charts": ["Record"],
    "Export": ["Record", "CSQLite", "CXlsxWriter", "CZlib"],
    "OnRecord": ["Record", "Knowledge", "Platform", "Ingestion", "Linguistics", "Extraction", "Aggregation", "Export"],
    "WebServer": ["OnRecord", "Record", "Platform", "Aggregation", "Linkage", "Export", "Charts", "CMicroHTTPD", "CWebAssets"],
    "OnRecordTool": ["OnRecord", "Record", "Platform", "Ingestion", "Aggregation", "Linkage", "Export", "Charts", "WebServer"],
  ]
  /// The toolchain's own modules; Foundation is kept out of the library rooms for its start-up time.
  static let toolchain: Set<String> = ["Glibc", "Synchronization", "Dispatch"]

  @Test(arguments: mayImport.keys.sorted()) func roomImportsOnlyItsNeighbours(room: String) throws {
    let allowed = WallTests.mayImport[room, default: []].union(WallTests.toolchain)
    for file in try Source.files(of: room) {
      for line in file.lines where line.contains("import ") && !line.hasPrefix("//") && !line.hasPrefix(" ") {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count else { continue }
        let module = String(words[keyword + 1])
        #expect(allowed.contains(module), "\(file.name) imports \(module)")
      }
    }
  }

  @Test func noRoomImportsTheWorkshop() throws {
    for room in WallTests.mayImport.keys {
      for file in try Source.files(of: room) { #expect(!file.text.contains("import Workshop"), "\(file.name)") }
    }
  }

  /// Files that wrap a C library, the system or embedded bytes: the only ones that say `unsafe`.
  static let wrappers: [String: Set<String>] = [
    "Platform": [
      "Digest.swift", "FileOutput.swift", "Pager.swift", "StandardStreams.swift", "FileInput.swift", "ByteSearch.swift",
      "FolderMaker.swift", "FilePublication.swift",
      "Interrupt.swift", "WholeFile.swift",
    ],
    "Knowledge": ["EmbeddedBytes.swift"],
    "WebServer": ["HTTPDaemon.swift", "Assets.swift"],
    "Ingestion": ["LibXML2Parser.swift", "GzipReader.swift", "BrotliReader.swift", "ZstdReader.swift", "Transcoder.swift"],
    "Aggregation": ["SQLiteConnection.swift", "SQLiteStatement.swift", "Deflate.swift"],
    "Export": ["Workbook.swift", "SQLiteFile.swift", "Gzip.swift"],
  ]

  @Test(arguments: mayImport.keys.sorted()) func pointersStayInTheirFiles(room: String) throws {
    let allowed = WallTests.wrappers[room, default: []]
    for file in try Source.files(of: room) where !allowed.contains(file.name) {
      for (number, line) in file.lines.enumerated() where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
        // A policy of HTTP has a word of that sound.
        let words = line.replacing("'unsafe-inline'", with: "").split { !$0.isLetter && $0 != "_" }
        #expect(!words.contains("unsafe"), "\(file.name):\(number + 1)")
        #expect(!line.contains("@unchecked Sendable") && !line.contains("nonisolated(unsafe)"), "\(file.name):\(number + 1)")
      }
    }
  }
}

/// The project's Swift files.
enum Source {
  struct File {
    let name: String
    let text: String
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  }

  static func files(of room: String) throws -> [File] {
    let folder = Project.folder.appending(path: "Sources/\(room)")
    let all = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    return try all.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
      File(name: $0.lastPathComponent, text: try String(contentsOf: $0, encoding: .utf8))
    }
  }
}
