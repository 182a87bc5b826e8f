import Foundation
import Knowledge
import Linguistics
import Record
import Training

/// `train names`: the name model.
enum TrainNames: WorkshopCommand {
  static let path = ["train", "names"]
  static let summary = "--data FOLDER --out FILE [--seed N] [--epochs N]: train the name model"

  static func run(_ arguments: [String]) throws {
    let options = Options(arguments)
    let folder = try options.value("data")
    var training: [TrainingSequence] = []
    var tests: [String: [(AnalyzedText, [UInt8])]] = [:]
    let texts = try texts(folder)
    var known = KnownPeople()
    for text in texts where text.set.hasPrefix("silver") {
      known.add(text, Analyzer().read(text.bytes, paragraphs: PlainParagraphs.of(String(decoding: text.bytes, as: UTF8.self))))
    }
    var variation = NameVariation(seed: UInt64(options.optional("seed") ?? "") ?? 1)
    for text in texts + Self.varied(texts, &variation) {
      let isSilver = text.set.hasPrefix("silver")
      let paragraphs =
        isSilver || text.set.hasPrefix("own")
        ? PlainParagraphs.of(String(decoding: text.bytes, as: UTF8.self)) : [Paragraph(ByteRange(0, text.bytes.count), .paragraph)]
      let read = Analyzer().tagged(text.bytes, paragraphs: paragraphs)
      let labels = NameLabeling.labels(text, read, known: isSilver ? known : nil)
      if text.set.hasSuffix("_test") {
        tests[text.set, default: []].append((read, labels))
      } else {
        training += NameTraining.sequences(read, labels: labels).filter { $0.labels.count > 1 }
      }
    }
    print("\(training.count) sentences, \(training.reduce(0) { $0 + $1.labels.count }) tokens")
    var trainer = SequenceTrainer(labelCount: NameLabels.count)
    trainer.epochs = Int(options.optional("epochs") ?? "") ?? 8
    trainer.seed = UInt64(options.optional("seed") ?? "") ?? 1
    trainer.minimumCount = UInt32(options.optional("minimum") ?? "") ?? 4
    trainer.sparsity = Float(options.optional("sparsity") ?? "") ?? 4e-6
    trainer.forbidden = NameLabels.forbidden
    trainer.forbiddenFirst = NameLabels.forbiddenFirst
    var corpus = WordHash.seed
    for sequence in training { for key in sequence.features.keys { corpus = (corpus ^ UInt64(key)) &* 0x100_0000_01b3 } }
    let model = trainer.train(training, featureSet: NameFeatures.featureSet, corpus: corpus) { epoch, loss in
      print("pass \(epoch): \(loss)")
    }
    try Data(model.file).write(to: URL(fileURLWithPath: options.value("out")))
    print("\(model.featureCount) features, \(model.file.count) bytes")
    let tagger = try NameTagger(file: ConstantBytes(model.file))
    for (set, texts) in tests.sorted(by: { $0.key < $1.key }) { print(set, NameScores(tagger, texts)) }
    guard let shown = options.optional("errors"), let texts = tests[shown] else { return }
    for (text, labels) in texts { NameScores.printErrors(tagger, text, labels) }
  }

  /// All texts of the data folder; files whose name ends in _test are held out.
  static func texts(_ folder: String) throws -> [AnnotatedText] {
    var texts = try TrainingTexts.columns(folder + "/gmb.conll.gz", set: "gmb", word: 0, tag: 1, label: 2, size: 10)
    for index in texts.indices where index % 10 == 9 { texts[index].set = "gmb_test" }
    var small = try TrainingTexts.columns(folder + "/small_ner.conll.gz", set: "small", word: 0, tag: nil, label: 2, size: 10)
    for index in small.indices where small[index].set == "wikigold" && index % 10 == 9 { small[index].set = "wikigold_test" }
    texts += small
    texts += try TrainingTexts.columns(folder + "/crossner.conll.gz", set: "crossner", word: 0, tag: nil, label: 1, size: 1)
    var silver = try TrainingTexts.silver(folder + "/silver.jsonl")
    for index in silver.indices where index % 20 == 19 { silver[index].set = "silver_test" }
    var own = try OwnTexts.read(OwnTexts.folder)
    for index in own.indices where index % 10 == 9 { own[index].set = "own_test" }
    return texts + silver + own
  }

  /// Copies with other names: three of each of our own texts, one of each of the GMB's news.
  private static func varied(_ texts: [AnnotatedText], _ variation: inout NameVariation) -> [AnnotatedText] {
    var copies: [AnnotatedText] = []
    for text in texts where !text.set.hasSuffix("_test") {
      let times = text.set == "own" ? 3 : text.set == "gmb" ? 1 : 0
      for _ in 0..<times { if let copy = variation.vary(text) { copies.append(copy) } }
    }
    return copies
  }
}

/// How well names are found: exact spans, kind by kind.
struct NameScores: CustomStringConvertible {
  private var hits: [NameKind: Int] = [:]
  private var found: [NameKind: Int] = [:]
  private var gold: [NameKind: Int] = [:]

  init() {}

  init(_ tagger: NameTagger, _ texts: [(AnalyzedText, [UInt8])]) {
    for (text, labels) in texts { add(tagger.labels(text, classes: text.tokens.map { WordClasses.shared[$0.lower] }), labels) }
  }

  /// Counts a text's names: those that a model gives, and the right ones.
  mutating func add(_ labels: [UInt8], _ gold: [UInt8]) {
    let predicted = Self.spans(labels)
    let right = Self.spans(gold)
    for span in predicted { found[span.kind, default: 0] += 1 }
    for span in right { self.gold[span.kind, default: 0] += 1 }
    for span in predicted.intersection(right) { hits[span.kind, default: 0] += 1 }
  }

  func count(_ kind: NameKind) -> Int { gold[kind] ?? 0 }

  func f1(_ kind: NameKind) -> Double { 2 * Double(hits[kind] ?? 0) / Double(max((found[kind] ?? 0) + (gold[kind] ?? 0), 1)) }

  /// Prints the names on which model and data differ, each with the words around it.
  static func printErrors(_ tagger: NameTagger, _ text: AnalyzedText, _ labels: [UInt8]) {
    let predicted = spans(tagger.labels(text, classes: text.tokens.map { WordClasses.shared[$0.lower] }))
    let right = spans(labels)
    for (mark, list) in [("+", predicted.subtracting(right)), ("-", right.subtracting(predicted))] {
      for span in list.sorted(by: { $0.tokens.lowerBound < $1.tokens.lowerBound }) {
        let around = max(0, span.tokens.lowerBound - 5)..<min(text.tokens.count, span.tokens.upperBound + 5)
        print(mark, span.kind, "[\(text.words(text.range(span.tokens)))]", around.map { text.word($0) }.joined(separator: " "))
      }
    }
  }

  private struct Span: Hashable {
    var tokens: Range<Int>
    var kind: NameKind
  }

  private static func spans(_ labels: [UInt8]) -> Set<Span> {
    var spans: Set<Span> = []
    var index = 0
    while index < labels.count {
      guard let kind = NameLabels.kind(labels[index]) else {
        index += 1
        continue
      }
      var end = index + 1
      while end < labels.count, labels[end] == NameLabels.inside(kind) { end += 1 }
      spans.insert(Span(tokens: index..<end, kind: kind))
      index = end
    }
    return spans
  }

  var description: String {
    NameLabels.kinds.map { kind in
      let hit = Double(hits[kind] ?? 0)
      let precision = hit / Double(max(found[kind] ?? 0, 1))
      let recall = hit / Double(max(gold[kind] ?? 0, 1))
      let f = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
      return "\(kind) P \(Self.short(precision)) R \(Self.short(recall)) F \(Self.short(f)) (\(gold[kind] ?? 0))"
    }.joined(separator: "; ")
  }

  private static func short(_ value: Double) -> String { String(format: "%.3f", value) }
}
