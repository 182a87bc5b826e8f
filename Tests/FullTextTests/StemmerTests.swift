import Foundation
import FullText
import Testing

/// The stemmer against Snowball's implementation of the same algorithm.
@Suite struct StemmerTests {
  /// The words of `Words/porter.tsv` with Snowball's stems.
  private static func words() throws -> [(word: String, stem: String)] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Words/porter.tsv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }.flatMap { line in
      let cells = line.split(separator: "\t")
      return cells[cells.count - 1].split(separator: " ").map { (String($0), String(cells[0])) }
    }
  }

  @Test func stemsAreSnowballs() throws {
    let words = try Self.words()
    #expect(words.count > 13_000)
    // Words of two letters are not stemmed: "us" would become "u".
    let others = words.filter { $0.word.utf8.count > 2 }.compactMap { word, stem in
      let own = String(decoding: EnglishStemmer.stem(Array(word.utf8)), as: UTF8.self)
      return own == stem ? nil : "\(word): \(own), not \(stem)"
    }
    #expect(others.isEmpty, "\(others.count) of \(words.count): \(others.prefix(20).joined(separator: "; "))")
  }

  @Test func wordsOfOtherLettersAreTheirOwnStems() {
    for word in ["12th", "naïve", "o2s", "it", "münchens"] {
      #expect(EnglishStemmer.stem(Array(word.utf8)) == Array(word.utf8), "\(word)")
    }
  }
}
