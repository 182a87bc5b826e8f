import Foundation
import TestSupport
import Testing

/// Nothing is declared that nobody uses. Names decide: a name that occurs in the sources no more often than it is declared is unused, and a
/// private one must be used in its own file. What the library makes public is there for its users.
@Suite struct UnusedTests {
  /// Names that the toolchain calls.
  private static let calledFromOutside: Set<String> = ["createBuildCommands"]
  private static let keywords: Set<String> = ["func", "var", "let", "struct", "class", "enum", "protocol", "actor", "typealias"]

  private struct Declaration {
    var file: String
    var name: String
    var isPrivate: Bool
    var line: Int
  }

  @Test func everyDeclarationIsUsed() throws {
    var declarations: [Declaration] = []
    var everywhere: [String: Int] = [:]
    var inFile: [String: [String: Int]] = [:]
    for url in try Self.sources() {
      let file = url.path.replacing(Project.folder.path + "/", with: "")
      for (number, words) in CodeWords.lines(of: Array(try Data(contentsOf: url))).enumerated() {
        for word in words {
          everywhere[word, default: 0] += 1
          inFile[file, default: [:]][word, default: 0] += 1
        }
        for index in words.indices.dropLast() where Self.keywords.contains(words[index]) && !Self.keywords.contains(words[index + 1]) {
          if words[..<index].contains("public") { continue }
          let isPrivate = words[..<index].contains("private")
          declarations.append(Declaration(file: file, name: words[index + 1], isPrivate: isPrivate, line: number + 1))
        }
      }
    }
    let times = Dictionary(declarations.map { ($0.name, 1) }, uniquingKeysWith: +)
    let timesInFile = Dictionary(declarations.map { ($0.file + "\n" + $0.name, 1) }, uniquingKeysWith: +)
    for found in declarations where found.name != "_" && !Self.calledFromOutside.contains(found.name) {
      let isUsed =
        found.isPrivate
        ? inFile[found.file]?[found.name] ?? 0 > timesInFile[found.file + "\n" + found.name] ?? 0
        : everywhere[found.name] ?? 0 > times[found.name] ?? 0
      #expect(isUsed, "\(found.file):\(found.line): \(found.name) is used by nobody")
    }
    #expect(declarations.count > 4_000)
  }

  private static func sources() throws -> [URL] {
    let all = try #require(FileManager.default.enumerator(at: Project.folder.appending(path: "Sources"), includingPropertiesForKeys: nil))
    return all.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
  }
}

/// The words of Swift code, line by line, without comments and the text of literals. Interpolated code counts.
enum CodeWords {
  /// The words of each line.
  static func lines(of bytes: [UInt8]) -> [[String]] {
    var lines: [[String]] = [[]]
    var word: [UInt8] = []
    /// For each open literal, how many quotation marks close it, and how many brackets are open in its interpolation.
    var literals: [(marks: Int, brackets: Int)] = []
    var index = 0
    func begins(_ text: StaticString, at place: Int) -> Bool {
      let wanted = Array(text.description.utf8)
      return place + wanted.count <= bytes.count && bytes[place..<place + wanted.count].elementsEqual(wanted)
    }
    func endWord() {
      // A member named like a keyword (`.class`) is not the keyword.
      let isMember = index > word.count && bytes[index - word.count - 1] == UInt8(ascii: ".")
      let isKeyword = ["class", "enum", "var", "let", "func", "struct"].contains(String(decoding: word, as: UTF8.self))
      if let first = word.first, !(0x30...0x39).contains(first), !(isMember && isKeyword) {
        lines[lines.count - 1].append(String(decoding: word, as: UTF8.self))
      }
      word = []
    }
    while index < bytes.count {
      let byte = bytes[index]
      let isText = literals.last?.brackets == 0
      if byte == 0x0A {
        endWord()
        lines.append([])
      } else if isText {
        if begins("\\(", at: index) {
          literals[literals.count - 1].brackets = 1
          index += 1
        } else if byte == UInt8(ascii: "\\") {
          index += 1
        } else if byte == UInt8(ascii: "\""), literals.last?.marks == 1 || begins("\"\"\"", at: index) {
          index += (literals.removeLast().marks) - 1
        }
      } else if begins("//", at: index) {
        endWord()
        while index + 1 < bytes.count, bytes[index + 1] != 0x0A { index += 1 }
      } else if byte == UInt8(ascii: "\"") {
        endWord()
        let isLong = begins("\"\"\"", at: index)
        literals.append((isLong ? 3 : 1, 0))
        if isLong { index += 2 }
      } else if byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) && byte < 0x80 {
        word.append(byte)
      } else {
        endWord()
        if !literals.isEmpty {
          if byte == UInt8(ascii: "(") { literals[literals.count - 1].brackets += 1 }
          if byte == UInt8(ascii: ")") { literals[literals.count - 1].brackets -= 1 }
        }
      }
      index += 1
    }
    endWord()
    return lines
  }
}
