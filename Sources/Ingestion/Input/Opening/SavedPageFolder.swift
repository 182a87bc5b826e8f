internal import Platform

/// Recognizes the folder that a browser puts beside a page it saves: `NAME_files`, or that in the browser's language.
enum SavedPageFolder {
  /// Endings that are certain by themselves.
  private static let endings = ["_files", "_Dateien", "_fichiers", "_archivos", "-Dateien"]
  private static let pageEndings = [".html", ".htm", ".xhtml"]

  /// How much of a page is searched for references to the folder.
  private static let searched = 1 << 19

  /// Whether a folder holds the parts of a page beside it. With an ending that is not known, the page must show pictures or scripts of the
  /// folder and link to no page in it.
  static func isOne(_ name: String, in parent: String, among names: Set<String>) -> Bool {
    for ending in endings where name.hasSuffix(ending) {
      if page(of: name.dropLast(ending.utf8.count), among: names) != nil { return true }
    }
    guard let mark = name.lastIndex(where: { "_-.".contains($0) }), mark > name.startIndex else { return false }
    let ending = name[name.index(after: mark)...]
    // "quay.html" is its own page. Only a folder that stands beside a page is worth reading the page.
    guard (3...12).contains(ending.count), ending.allSatisfy(\.isLetter), let page = page(of: name[..<mark], among: names), page != name,
      (try? Folder.names(in: parent + name)) != nil
    else { return false }
    return shows(parent + page, name)
  }

  private static func page(of name: Substring, among names: Set<String>) -> String? {
    pageEndings.lazy.map { name + $0 }.first { names.contains($0) }
  }

  /// Whether a page takes parts from a folder beside it without linking to pages there.
  private static func shows(_ path: String, _ folder: String) -> Bool {
    var bytes = [UInt8](repeating: 0, count: searched)
    guard let file = try? FileInput(path: path), let count = try? file.read(into: &bytes, from: 0) else { return false }
    let page = bytes[..<count]
    let names = [Array(folder.utf8), escaped(folder)]
    var isShown = false
    for name in names {
      var rest = page
      while let found = rest.firstRange(of: name + [UInt8(ascii: "/")]) {
        rest = page[found.upperBound...]
        let before = String(decoding: page[max(page.startIndex, found.lowerBound - 9)..<found.lowerBound], as: UTF8.self).lowercased()
        let target = String(decoding: rest.prefix(400).prefix { !stops.contains($0) }, as: UTF8.self).lowercased()
        let attribute = before.hasSuffix("./") ? before.dropLast(2) : before[...]
        let isLink = attribute.hasSuffix("href=\"") || attribute.hasSuffix("href='")
        if isLink, pageEndings.contains(where: { target.hasSuffix($0) }) { return false }
        isShown = isShown || attribute.hasSuffix("src=\"") || attribute.hasSuffix("src='")
      }
    }
    return isShown
  }

  /// What ends an address in markup.
  private static let stops: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "#")]

  /// A name as addresses hold it: "A%20quay_bestanden".
  private static func escaped(_ name: String) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return name.utf8.flatMap { byte in
      byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "%")
        ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
}
