import Foundation
import Linguistics
import Record
import Training

/// A text whose words have tags or names from a treebank or from an annotator program.
struct AnnotatedText {
  /// The data set's name, for scores.
  var set: String
  var bytes: [UInt8] = []
  /// Words with their Penn tags.
  var words: [(range: ByteRange, tag: String?)] = []
  /// Names: their bytes and the data set's own label.
  var names: [(range: ByteRange, label: String)] = []

  /// The text's tokens, each with the tag of the word in which it begins.
  func tagged() -> TagTrainer.Example {
    let text = Analyzer().read(bytes, paragraphs: [Paragraph(ByteRange(0, bytes.count), .paragraph)])
    return TagTrainer.Example(text: text, labels: labels(text))
  }

  func labels(_ text: AnalyzedText) -> [Int8] {
    var labels = [Int8](repeating: -1, count: text.tokens.count)
    var word = 0
    for (index, token) in text.tokens.enumerated() {
      while word < words.count, words[word].range.end <= token.range.start { word += 1 }
      guard word < words.count else { break }
      // A token that spans several words ("12-year-old") gets the tag of the last.
      var last = word
      while last + 1 < words.count, words[last + 1].range.start < token.range.end { last += 1 }
      labels[index] = words[last].tag.map(TagTrainer.label) ?? -1
    }
    return labels
  }
}

/// Builds a text from words, with spaces where a writer would put them.
struct TextJoiner {
  private(set) var text: AnnotatedText
  private var openQuote = false

  init(set: String) { text = AnnotatedText(set: set) }

  /// Adds a word; `space` says whether white space is before it, `nil` if the data do not say.
  mutating func add(_ word: String, tag: String?, space: Bool?) -> ByteRange {
    var shown = word
    if word == "``" || word == "''" { shown = "\"" }
    if word == "-LRB-" { shown = "(" }
    if word == "-RRB-" { shown = ")" }
    let wantsSpace: Bool
    if let space {
      wantsSpace = space
    } else if shown == "\"" {
      wantsSpace = !openQuote
    } else {
      let closing: Set<String> = [
        ".", ",", ";", ":", "?", "!", ")", "]", "%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'", "...", "’s",
      ]
      wantsSpace = !closing.contains(shown) && !afterOpening
    }
    if !text.bytes.isEmpty, wantsSpace { text.bytes.append(32) }
    let start = text.bytes.count
    text.bytes += Array(shown.utf8)
    afterOpening = ["(", "[", "$", "#", "£"].contains(shown) || (shown == "\"" && !openQuote)
    if shown == "\"" { openQuote.toggle() }
    let range = ByteRange(start, text.bytes.count)
    text.words.append((range, tag))
    return range
  }

  private var afterOpening = false
}

/// Reads the training data's files.
enum TrainingTexts {
  /// The lines of a file, decompressed if its name ends in .gz.
  static func lines(_ path: String) throws -> [Substring] {
    let data: Data
    if path.hasSuffix(".gz") {
      let unzip = Process()
      unzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      unzip.arguments = ["gzip", "-dc", path]
      let pipe = Pipe()
      unzip.standardOutput = pipe
      try unzip.run()
      data = pipe.fileHandleForReading.readDataToEndOfFile()
      unzip.waitUntilExit()
    } else {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    }
    return String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The sentences of a column file, joined into texts of `size` sentences, because names are read in the context of their text.
  static func columns(_ path: String, set: String, word: Int, tag: Int?, label: Int?, size: Int) throws -> [AnnotatedText] {
    var texts: [AnnotatedText] = []
    var name = set
    var joiner = TextJoiner(set: set)
    var open: (ByteRange, String)?
    var found: [(range: ByteRange, label: String)] = []
    var sentences = 0
    var firstOfSentence = true
    var gumSpace = true
    func close() {
      if let (range, label) = open { found.append((range, label)) }
      open = nil
    }
    func flush() {
      close()
      guard !joiner.text.words.isEmpty else { return }
      var text = joiner.text
      text.names = found
      texts.append(text)
      joiner = TextJoiner(set: name)
      found = []
      sentences = 0
    }
    for line in try lines(path) {
      if line.hasPrefix("# set = ") || line.hasPrefix("# doc = ") {
        flush()
        if line.hasPrefix("# set = ") { name = String(line.dropFirst(8)) }
        joiner = TextJoiner(set: name)
        continue
      }
      if line.hasPrefix("# split = ") {
        name = set + "_" + line.dropFirst(10)
        joiner = TextJoiner(set: name)
        continue
      }
      if line.hasPrefix("# genre") { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count > max(word, max(tag ?? 0, label ?? 0)) else {
        close()
        if !firstOfSentence { sentences += 1 }
        firstOfSentence = true
        if sentences >= size { flush() }
        continue
      }
      let space: Bool? = firstOfSentence ? true : set == "gum" ? gumSpace : nil
      gumSpace = fields.count > 7 && fields[7] != "0"
      let range = joiner.add(String(fields[word]), tag: tag.map { String(fields[$0]) }, space: space)
      firstOfSentence = false
      guard let label else { continue }
      let value = String(fields[label])
      if value == "O" || value.isEmpty {
        close()
      } else if let current = open, value.hasPrefix("I-"), value.dropFirst(2) == current.1 {
        open = (ByteRange(current.0.start, range.end), current.1)
      } else {
        close()
        open = (range, String(value.dropFirst(2)))
      }
    }
    flush()
    return texts
  }

  /// Texts labelled by an annotator program: one JSON object per line, spans in bytes.
  static func silver(_ path: String) throws -> [AnnotatedText] {
    let decoder = JSONDecoder()
    return try lines(path).filter { !$0.isEmpty }.map { line in
      let item = try decoder.decode(SilverText.self, from: Data(line.utf8))
      var text = AnnotatedText(set: "silver")
      text.bytes = Array(item.text.utf8)
      text.words = item.tags.map { (ByteRange($0.start, $0.end), Optional($0.label)) }
      text.names = item.spans.map { (ByteRange($0.start, $0.end), $0.label) }
      return text
    }
  }
}

private struct SilverText: Decodable {
  var text: String
  var spans: [SilverSpan]
  var tags: [SilverSpan]
}

/// `[start, end, label]`.
private struct SilverSpan: Decodable {
  var start: Int
  var end: Int
  var label: String
  init(from decoder: any Decoder) throws {
    var row = try decoder.unkeyedContainer()
    start = try row.decode(Int.self)
    end = try row.decode(Int.self)
    label = try row.decode(String.self)
  }
}
