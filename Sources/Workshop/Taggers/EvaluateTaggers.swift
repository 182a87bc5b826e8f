import Foundation
import Linguistics
import Record
import Training

/// Scores the name and tag models on the data sets' own test splits, beside spaCy's small and medium English models.
enum EvaluateTaggers: WorkshopCommand {
  static let path = ["evaluate", "taggers"]
  static let summary =
    "--data FOLDER: names (F1 of exact spans) and tags (share that is right) on each data set's test split, of the program's models and "
    + "of spaCy's en_core_web_sm and en_core_web_md (PYTHON: the Python that has them)"

  static func run(_ arguments: [String]) throws {
    let folder = try Options(arguments).value("data")
    let names = try TrainNames.texts(folder).filter { $0.set.hasSuffix("_test") && !$0.set.hasPrefix("silver") }
    let tags = try TrainTags.texts(folder).filter { $0.set.hasSuffix("_test") && !$0.set.hasPrefix("silver") }
    print("names: F1 of exact spans\nset\tmodel\tperson\torganization\tplace\tnationality\tpersons")
    let reading = names.map(Self.tagged)
    for (model, labels) in try models(names, reading, own: { NameTagger.ownLabels($1) }, other: { NameLabeling.labels($0, $1) }) {
      for set in sets(names) {
        var scores = NameScores()
        for index in names.indices where names[index].set == set {
          scores.add(labels[index], NameLabeling.labels(names[index], reading[index]))
        }
        let kinds: [NameKind] = [.person, .organization, .place, .nationality]
        print(
          set, model, kinds.map { String(format: "%.3f", scores.f1($0)) }.joined(separator: "\t"), scores.count(.person), separator: "\t")
      }
    }
    print("tags: share of words with the right tag\nset\tmodel\tright\twords")
    let words = tags.map(Self.tagged)
    let own: (AnnotatedText, AnalyzedText) -> [Int8] = { $1.tokens.map { TagTrainer.label($0.tag.rawValue) } }
    for (model, labels) in try models(tags, words, own: own, other: { $0.labels($1) }) {
      for set in sets(tags) {
        var right = 0
        var total = 0
        for index in tags.indices where tags[index].set == set {
          for (token, label) in tags[index].labels(words[index]).enumerated() where label >= 0 && words[index].tokens[token].kind == .word {
            total += 1
            if labels[index][token] == label { right += 1 }
          }
        }
        print(set, model, String(format: "%.3f", Double(right) / Double(max(total, 1))), total, separator: "\t")
      }
    }
  }

  private static func sets(_ texts: [AnnotatedText]) -> [String] { Set(texts.map(\.set)).sorted() }

  private static func tagged(_ text: AnnotatedText) -> AnalyzedText {
    let isArticle = text.set.hasPrefix("silver") || text.set.hasPrefix("own")
    let whole = [Paragraph(ByteRange(0, text.bytes.count), .paragraph)]
    return Analyzer().tagged(text.bytes, paragraphs: isArticle ? PlainParagraphs.of(String(decoding: text.bytes, as: UTF8.self)) : whole)
  }

  /// What each model gives to each text's tokens: the program's own, then those of spaCy, if Python has them.
  private static func models<Label>(
    _ texts: [AnnotatedText], _ read: [AnalyzedText], own: (AnnotatedText, AnalyzedText) -> [Label],
    other: (AnnotatedText, AnalyzedText) -> [Label]
  ) throws -> [(String, [[Label]])] {
    var found: [(String, [[Label]])] = [("own", zip(texts, read).map(own))]
    for size in ["sm", "md"] {
      if let annotated = try SpaCyTags.read(texts, size: size) { found.append(("spaCy \(size)", zip(annotated, read).map(other))) }
    }
    return found
  }
}
