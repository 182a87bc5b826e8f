import Foundation
import Knowledge
import Linguistics

/// Makes the table of word classes from the word lists.
enum TrainWords: WorkshopCommand {
  static let path = ["train", "words"]
  static let summary = "FILE: the table of word classes, made from the word lists, into FILE; to be made anew with every change of a list"

  static func run(_ arguments: [String]) throws {
    guard let file = arguments.first else { throw CocoaError(.fileNoSuchFile) }
    let problems = EmbeddedBytes.all.filter { $0.name.hasSuffix(".tsv") }.flatMap { Lexicon(named: $0.name).problems() }
    for problem in problems { print(problem) }
    guard problems.isEmpty else { throw CocoaError(.fileReadCorruptFile) }
    try Data(WordClassTable.file()).write(to: URL(fileURLWithPath: file))
  }
}
