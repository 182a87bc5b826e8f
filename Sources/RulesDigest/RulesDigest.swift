import Foundation
import PackagePlugin

/// Writes `RulesDigest.swift`: a digest of the sources, word lists and weights that decide what is extracted, so that a record's `rules` changes
/// with them.
@main struct RulesDigest: BuildToolPlugin {
  /// The modules whose code decides what is found in a text.
  static let modules = ["Ranking", "Knowledge", "Linguistics", "Extraction"]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let tables = try ["Lexicons", "Models"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(
        at: context.package.directoryURL.appending(path: "Sources/CKnowledge/\(folder)"), includingPropertiesForKeys: nil)
    }
    .filter { ["tsv", "bin"].contains($0.pathExtension) }
    let sources = context.package.targets.filter { Self.modules.contains($0.name) }.compactMap { $0 as? SwiftSourceModuleTarget }
      .flatMap { $0.sourceFiles(withSuffix: "swift").map(\.url) }
    let files = (sources + tables).sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "RulesDigest.swift")
    return [
      .buildCommand(
        displayName: "Digest of the rules", executable: try context.tool(named: "SourceDigest").url,
        arguments: [output.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
    ]
  }
}
