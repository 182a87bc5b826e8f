internal import Platform

/// Why a file in a folder was skipped.
public enum SkippedFile: Sendable, Hashable, CaseIterable {
  /// Its name begins with a dot.
  case hidden
  /// It belongs to a saved page: it is in the folder that a browser put beside it.
  case partOfSavedPage
  /// It informs crawlers and advertisers about a site: `robots.txt`.
  case ofServer
  /// Neither its name nor its first bytes show a format that can be read.
  case notAnInput
  /// Its format is not the one asked for.
  case otherFormat

  /// The reason in words: "hidden".
  public var words: String {
    switch self {
    case .hidden: "hidden"
    case .partOfSavedPage: "parts of saved pages"
    case .ofServer: "of a server's own"
    case .notAnInput: "of a kind that is not read"
    case .otherFormat: "of another format"
    }
  }
}

/// The files in a list of paths. Folders are walked, sorted by the bytes of the names.
struct InputWalker {
  /// A file to read.
  struct File {
    /// The path as given or walked to; `-` for standard input.
    var path: String
    /// Whether the user named it; otherwise it was found in a folder.
    var isGiven: Bool
  }

  private enum Step {
    case path(String, isGiven: Bool)
    case leave(folder: [UInt64], path: String, isGiven: Bool)
  }

  private var steps: [Step]
  private let format: InputFormat
  private let keys: JSONKeys
  /// The folders that are being walked. A link back to one of them is not followed.
  private var open: [[UInt64]] = []
  /// How many files have been found in the current folder of the command line.
  private var found = 0
  /// How many files have been skipped, by reason.
  private(set) var skipped: [SkippedFile: Int] = [:]
  /// How many of the files of an unknown kind have each ending.
  private(set) var skippedEndings: [String: Int] = [:]

  init(paths: [String], format: InputFormat, keys: JSONKeys = .standard) {
    steps = paths.reversed().map { .path($0, isGiven: true) }
    self.format = format
    self.keys = keys
  }

  /// The next file, or why a path cannot be walked; `nil` at the end.
  mutating func next() -> Result<File, IngestionError>? {
    while let step = steps.popLast() {
      switch step {
      case .leave(let identity, let path, let isGiven):
        open.removeAll { $0 == identity }
        if isGiven, found == 0 {
          var error = IngestionError(.isEmpty, source: path, message: "the folder holds no file to read; name the files or their format")
          error.setting = .format
          return .failure(error)
        }
      case .path("-", true): return .success(File(path: "-", isGiven: true))
      case .path(let path, let isGiven):
        do {
          let status = try FileStatus(path: path)
          switch status.kind {
          case .folder: try enter(path, status.identity, isGiven: isGiven)
          case .file where !isGiven:
            if let reason = reasonToSkip(path) {
              skipped[reason, default: 0] += 1
              if reason == .notAnInput { skippedEndings[Self.ending(path), default: 0] += 1 }
              continue
            }
            found += 1
            return .success(File(path: path, isGiven: false))
          case .file:
            found += 1
            return .success(File(path: path, isGiven: true))
          case .other where isGiven:
            found += 1
            return .success(File(path: path, isGiven: isGiven))
          // A pipe or a device in a folder.
          case .other: skipped[.notAnInput, default: 0] += 1
          }
        } catch { return .failure(IngestionError(error, source: path)) }
      }
    }
    return nil
  }

  private mutating func enter(_ path: String, _ identity: [UInt64], isGiven: Bool) throws(FileFailure) {
    if open.contains(identity) { return }
    let names = try Folder.names(in: path)
    if isGiven { found = 0 }
    open.append(identity)
    steps.append(.leave(folder: identity, path: path, isGiven: isGiven))
    let prefix = path.hasSuffix("/") ? path : path + "/"
    let all = Set(names)
    for name in names.reversed() {
      if name.hasPrefix(".") {
        skipped[.hidden, default: 0] += 1
      } else if SavedPageFolder.isOne(name, in: prefix, among: all) {
        skipped[.partOfSavedPage, default: 0] += (try? Folder.names(in: prefix + name).count) ?? 1
      } else if format == .auto, Self.isDataOfPage(name, among: all) {
        skipped[.notAnInput, default: 0] += 1
        skippedEndings[Self.ending(name), default: 0] += 1
      } else {
        steps.append(.path(prefix + name, isGiven: false))
      }
    }
  }

  /// Why a file in a folder is not an input; `nil` if it is one. It is one if its name shows a format. If the name has no ending, or an
  /// ending that servers use, its first bytes must be those of a page (`wget -r` keeps names such as `article`, `index.php`,
  /// `index.html.1`).
  private func reasonToSkip(_ path: String) -> SkippedFile? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if Self.serverFiles.contains(name.lowercased()) { return .ofServer }
    if let named = InputFormat(fileName: name) { return format == .auto || named == format ? nil : .otherFormat }
    if [".docx", ".rtf"].contains(Self.ending(path)) {
      return (format == .auto || format == .database) && InputOpener.isDatabaseExport(path) ? nil : .notAnInput
    }
    if let kind = Self.kinds[Self.ending(path)] {
      return (format == .auto || format == kind) && InputOpener.holdsArticle(path, kind, keys) ? nil : .notAnInput
    }
    guard format == .auto || format == .html, Self.mayBePage(name), Self.beginsAsPage(path) else { return .notAnInput }
    return nil
  }

  /// Whether a JSON file holds what is known about the page of the same name beside it, as collectors store it; the page is the input.
  private static func isDataOfPage(_ name: String, among names: Set<String>) -> Bool {
    guard ending(name) == ".json" else { return false }
    let stem = name.dropLast(".json".count)
    return [".html", ".htm", ".html.gz", ".htm.gz"].contains { names.contains(stem + $0) }
      || names.contains(String(stem)) && stem.contains(".htm")
  }

  /// Endings of files that may hold articles or anything else: only their content decides.
  private static let kinds: [String: InputFormat] = [".json": .jsonl, ".xml": .feed]

  /// What `wget -r` brings along from any site.
  private static let serverFiles: Set = ["robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "security.txt", "llms.txt"]

  /// The ending of a name: ".pdf" for "a/b.PDF"; empty if there is none.
  private static func ending(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), name.distance(from: dot, to: name.endIndex) <= 8 else { return "" }
    return name[dot...].lowercased()
  }

  private static func mayBePage(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return true }
    let ending = name[name.index(after: dot)...].lowercased()
    if ending.allSatisfy(\.isNumber) || name.contains("?") || ending.contains("%") || ending.utf8.count > 5 { return true }
    return ["php", "asp", "aspx", "jsp", "cfm", "do", "xht", "stm", "story"].contains(ending)
  }

  private static func beginsAsPage(_ path: String) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1024)
    guard let file = try? FileInput(path: path), let count = try? file.read(into: &bytes, from: 0) else { return false }
    return HTTPBody.looksLikeHTML(Array(bytes[..<count]))
  }
}
