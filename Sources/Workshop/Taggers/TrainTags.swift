import Foundation
import Knowledge
import Linguistics
import Record
import Training

/// `train tags`: the part-of-speech model.
enum TrainTags: WorkshopCommand {
  static let path = ["train", "tags"]
  static let summary = "--data FOLDER --out FILE [--seed N]: train the part-of-speech model"

  static func run(_ arguments: [String]) throws {
    let options = Options(arguments)
    let folder = try options.value("data")
    var training: [TagTrainer.Example] = []
    var tests: [String: [TagTrainer.Example]] = [:]
    for text in try texts(folder) {
      let example = text.set.hasPrefix("silver") ? Self.example(of: text) : text.tagged()
      if text.set.hasSuffix("_test") { tests[text.set, default: []].append(example) } else { training.append(example) }
    }
    print("\(training.count) texts, \(training.reduce(0) { $0 + $1.text.tokens.count }) tokens")
    var trainer = TagTrainer()
    trainer.seed = UInt64(options.optional("seed") ?? "") ?? 1
    let file = trainer.train(training) { epoch, rate in print("pass \(epoch): \((rate * 10000).rounded() / 100) % wrong") }
    try Data(file).write(to: URL(fileURLWithPath: options.value("out")))
    print("\(file.count) bytes")
    let tagger = try PartOfSpeechTagger(file: ConstantBytes(file))
    for (set, examples) in tests.sorted(by: { $0.key < $1.key }) {
      var right = 0
      var total = 0
      for example in examples {
        var text = example.text
        tagger.tag(&text)
        for (index, label) in example.labels.enumerated() where label >= 0 && text.tokens[index].kind == .word {
          total += 1
          if TagTrainer.label(text.tokens[index].tag.rawValue) == label { right += 1 }
        }
      }
      print("\(set): \(right) of \(total) words, \(Double(right) / Double(max(total, 1)))")
    }
  }

  /// All texts of the data folder; files whose name ends in _test are held out.
  static func texts(_ folder: String) throws -> [AnnotatedText] {
    let gum = try TrainingTexts.columns(folder + "/gum.tsv.gz", set: "gum", word: 1, tag: 4, label: nil, size: 1_000_000)
    var gmb = try TrainingTexts.columns(folder + "/gmb.conll.gz", set: "gmb", word: 0, tag: 1, label: nil, size: 10)
    for index in gmb.indices where index % 10 == 9 { gmb[index].set = "gmb_test" }
    var silver = try TrainingTexts.silver(folder + "/silver.jsonl")
    for index in silver.indices where index % 20 == 19 { silver[index].set = "silver_test" }
    return gum + gmb + silver
  }

  /// A text read with its own paragraphs.
  static func example(of text: AnnotatedText) -> TagTrainer.Example {
    let read = Analyzer().read(text.bytes, paragraphs: PlainParagraphs.of(String(decoding: text.bytes, as: UTF8.self)))
    return TagTrainer.Example(text: read, labels: text.labels(read))
  }
}

/// `--name value` pairs.
struct Options {
  private var values: [String: String] = [:]
  init(_ arguments: [String]) {
    var index = 0
    while index < arguments.count {
      if arguments[index].hasPrefix("--"), index + 1 < arguments.count {
        values[String(arguments[index].dropFirst(2))] = arguments[index + 1]
        index += 1
      }
      index += 1
    }
  }
  func optional(_ name: String) -> String? { values[name] }
  func value(_ name: String) throws -> String {
    guard let value = values[name] else { throw OptionError(description: "--\(name) is missing") }
    return value
  }
}

/// A missing option.
struct OptionError: Error, CustomStringConvertible {
  let description: String
}
