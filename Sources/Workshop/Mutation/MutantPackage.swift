import Foundation
import TestSupport

/// A copy of the package whose extraction holds mutants, built once with its tests.
struct MutantPackage {
  /// The copy.
  let folder: URL
  /// The mutants in it.
  let mutants: [Mutant]
  /// What could not be mutated, with file and line.
  let unread: [String]
  /// How many functions return a type that has no simple constant.
  let otherTypes: Int

  private var products: URL { folder.appending(path: ".build/release") }
  /// The tests' bundle.
  var bundle: URL { products.appending(path: "OnRecordPackageTests.xctest") }
  /// The copy's own Workshop.
  var workshop: URL { products.appending(path: "Workshop") }

  /// Copies the package and writes the mutants. Files that have not changed are left alone, so that a second build is quick.
  init(scratch: URL) throws {
    let copy = scratch.appending(path: "package")
    var mutator = SourceMutator()
    var kept: Set<String> = []
    func put(_ bytes: Data, _ path: String) throws {
      kept.insert(path)
      let url = copy.appending(path: path)
      if (try? Data(contentsOf: url)) == bytes { return }
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: url)
    }
    for path in try Self.files() {
      let url = Project.folder.appending(path: path)
      var bytes = try Data(contentsOf: url)
      if path == "Package.swift" {
        bytes = Data(Self.manifest(String(decoding: bytes, as: UTF8.self)).utf8)
      } else if path.hasPrefix("Sources/Extraction/"), path.hasSuffix(".swift") {
        bytes = Data(mutator.mutate(String(decoding: bytes, as: UTF8.self), file: path).utf8)
      }
      try put(bytes, path)
      if FileManager.default.isExecutableFile(atPath: url.path) {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: copy.appending(path: path).path)
      }
    }
    try put(Data(SourceMutator.switchSource.utf8), "Sources/Extraction/MutantSwitch.swift")
    for path in try FileManager.default.subpathsOfDirectory(atPath: copy.path)
    where (path.hasPrefix("Sources/") || path.hasPrefix("Tests/") || path.hasPrefix("Corpus/")) && !kept.contains(path) {
      let url = copy.appending(path: path)
      if Self.isFile(url) { try FileManager.default.removeItem(at: url) }
    }
    folder = copy
    mutants = mutator.mutants
    unread = mutator.unread
    otherTypes = mutator.otherTypes
  }

  /// The package's files that the build and the tests of extraction need.
  private static func files() throws -> [String] {
    let all = ["Package.swift", "NOTICE", "LICENSE", "README.md"].filter {
      FileManager.default.fileExists(atPath: Project.folder.appending(path: $0).path)
    }
    return try ["Sources", "Tests/ExtractionTests", "Tests/TestSupport", "Corpus"].reduce(into: all) { files, folder in
      let url = Project.folder.appending(path: folder)
      for path in try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted() where isFile(url.appending(path: path)) {
        files.append(folder + "/" + path)
      }
    }
  }

  private static func isFile(_ url: URL) -> Bool { (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) ?? false }

  /// The manifest with only the tests of extraction, and without warnings as errors, because constants make the code after them
  /// unreachable.
  private static func manifest(_ text: String) -> String {
    text.replacing(#/ *tests\(\s*"(\w+)"[^)]*\),\n/#) { $0.1 == "ExtractionTests" ? $0.0 : "" }
      .replacing(#/ *\.(?:treatAllWarnings|strictMemorySafety)\(.*\n/#, with: "")
  }

  /// Builds the tools and, if they are asked for, the tests, optimized.
  /// - Throws: if it does not build, with the compiler's errors.
  func build(withTests: Bool) throws {
    var errors: [Substring] = []
    let parts = withTests ? ["--build-tests"] : ["--product", "Workshop"]
    let arguments = ["build", "-c", "release", "-Xswiftc", "-enable-testing"] + parts
    let status = try QuietProcess(program: "swift", arguments: arguments, folder: folder).run { line in
      if line.contains("error:") { errors.append(line) }
      return true
    }
    guard status == 0 else {
      throw WorkshopError("the copy with mutants in \(folder.path) does not build:\n" + errors.prefix(20).joined(separator: "\n"))
    }
  }
}
