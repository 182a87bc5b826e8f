import Foundation
import TestSupport
import Testing

/// The layering of the modules, as far as the compiler does not enforce it.
@Suite struct LayeringTests {
  /// Which modules each module may import.
  static let mayImport: [String: Set<String>] = [
    "Record": [],
    "Platform": ["CNettle", "CZlib"],
    "Knowledge": ["CKnowledge"],
    "Ranking": ["Knowledge"],
    "Linguistics": ["Record", "Knowledge"],
    "Ingestion": ["Record", "Knowledge", "Ranking", "Platform", "CLibXML2", "CZlib", "CBrotli", "CZstd"],
    "Extraction": ["Record", "Knowledge", "Linguistics", "Ranking"],
    "Training": ["Record", "Ranking", "Linguistics", "Extraction"],
    "Linkage": ["Record", "Knowledge"],
    "FullText": [],
    "Aggregation": ["FullText", "Record", "Platform", "Linguistics", "Linkage", "CPageChecksum", "CSQLite", "CPQ", "CZlib", "CZstd"],
    "Charts": ["Record"],
    "Export": ["Record", "CSQLite", "CXlsxWriter", "CZlib"],
    "OnRecord": ["Record", "Knowledge", "Platform", "Ingestion", "Linguistics", "Extraction", "Aggregation", "Export"],
    "WebServer": ["OnRecord", "Record", "Platform", "Aggregation", "Linkage", "Export", "Charts", "CMicroHTTPD", "CWebAssets"],
    "OnRecordTool": ["OnRecord", "Record", "Platform", "Ingestion", "Aggregation", "Linkage", "Export", "Charts", "WebServer"],
  ]
  /// The toolchain's own modules. Foundation is kept out of the library because of its start-up time.
  static let toolchain: Set<String> = ["Glibc", "Synchronization", "Dispatch"]

  @Test(arguments: mayImport.keys.sorted()) func moduleImportsOnlyWhatItMay(module: String) throws {
    let allowed = LayeringTests.mayImport[module, default: []].union(LayeringTests.toolchain)
    for file in try Source.files(of: module) {
      for line in file.lines where line.contains("import ") && !line.hasPrefix("//") && !line.hasPrefix(" ") {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count else { continue }
        let imported = String(words[keyword + 1])
        #expect(allowed.contains(imported), "\(file.name) imports \(imported)")
      }
    }
  }

  /// Training is for the Workshop and for tests; the product contains neither.
  @Test func productImportsNeitherTrainingNorWorkshop() throws {
    for module in LayeringTests.mayImport.keys {
      for file in try Source.files(of: module) {
        for other in ["Training", "Workshop"] { #expect(!file.text.contains("import \(other)\n"), "\(file.name) imports \(other)") }
      }
    }
  }

  /// Files that wrap a C library, the system or embedded bytes: the only ones that may say `unsafe`.
  static let wrappers: [String: Set<String>] = [
    "Platform": [
      "Digest.swift", "FileOutput.swift", "Pager.swift", "StandardStreams.swift", "FileInput.swift", "ByteSearch.swift",
      "FolderMaker.swift", "FilePublication.swift", "FaultNote.swift", "PathText.swift", "Interrupt.swift", "WholeFile.swift",
      "ThisProcess.swift",
    ],
    "Knowledge": ["EmbeddedBytes.swift", "ConstantBytes.swift"],
    "WebServer": ["HTTPDaemon.swift", "Assets.swift"],
    "Ingestion": ["LibXML2Parser.swift", "GzipReader.swift", "BrotliReader.swift", "ZstdReader.swift", "Transcoder.swift"],
    "Aggregation": ["SQLiteConnection.swift", "SQLiteStatement.swift", "Deflate.swift", "Zstandard.swift", "PostgreSQLConnection.swift"],
    "Export": ["Workbook.swift", "SQLiteFile.swift", "Gzip.swift"],
  ]

  @Test(arguments: mayImport.keys.sorted()) func pointersStayInTheirFiles(module: String) throws {
    let allowed = LayeringTests.wrappers[module, default: []]
    for file in try Source.files(of: module) where !allowed.contains(file.name) {
      for (number, line) in file.lines.enumerated() where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
        // An HTTP security policy contains the word.
        let words = line.replacing("'unsafe-inline'", with: "").split { !$0.isLetter && $0 != "_" }
        #expect(!words.contains("unsafe"), "\(file.name):\(number + 1)")
        #expect(!line.contains("@unchecked Sendable") && !line.contains("nonisolated(unsafe)"), "\(file.name):\(number + 1)")
      }
    }
  }
}

/// The C libraries that are loaded on first use.
@Suite struct LateLibraryTests {
  private static let folder = Project.folder.appending(path: "Sources/SystemLibraries")
  private static let libraries =
    (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))?
    .map { $0.appending(path: "late.c") }.filter { FileManager.default.fileExists(atPath: $0.path) } ?? []

  @Test func thereAreSome() { #expect(LateLibraryTests.libraries.count == 8) }

  /// Debian's tools see only what is linked, so the packages of these libraries must be in the package's own list.
  @Test(arguments: libraries) func packageIsNamedForDebian(library: URL) throws {
    let text = try String(contentsOf: library, encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.contains("onrecord_late_library library =") })
    let names = line.split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    try #require(names.count == 3)
    #expect(names[0].hasPrefix(names[1] + "."), "\(names)")
    let control = try String(contentsOf: Project.folder.appending(path: "Sources/Packaging/debian/control.in"), encoding: .utf8)
    let depends = try #require(control.split(separator: "\n").first { $0.hasPrefix("Depends:") })
    #expect(depends.dropFirst(8).split(separator: ",").contains { $0.trimmingCharacters(in: .whitespaces) == names[2] }, "\(names[2])")
  }

  /// A module map that names a library for the linker would load it at the program's start.
  @Test(arguments: libraries) func linkerIsNotTold(library: URL) throws {
    let map = library.deletingLastPathComponent().appending(path: "include/module.modulemap")
    #expect(try !String(contentsOf: map, encoding: .utf8).contains("link "))
  }
}

/// The picture of the modules in `CONTRIBUTING.md` matches `Package.swift`.
@Suite struct ModulePictureTests {
  @Test func pictureIsOfThePackage() throws {
    let script = Process()
    script.executableURL = Project.folder.appending(path: "Sources/Packaging/module-picture.sh")
    let output = Pipe()
    script.standardOutput = output
    try script.run()
    let picture = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    script.waitUntilExit()
    let guide = try String(contentsOf: Project.folder.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
    #expect(picture.contains("OnRecordTool --> "))
    #expect(guide.contains(picture), "run Sources/Packaging/module-picture.sh --write")
  }
}

/// The project's Swift files.
enum Source {
  struct File {
    let name: String
    let text: String
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  }

  static func files(of module: String) throws -> [File] {
    let folder = Project.folder.appending(path: "Sources/\(module)")
    let all = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    return try all.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
      File(name: $0.lastPathComponent, text: try String(contentsOf: $0, encoding: .utf8))
    }
  }
}
