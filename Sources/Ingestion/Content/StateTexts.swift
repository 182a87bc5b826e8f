internal import Record

/// The texts in a script's data, under names that say that they are an article's.
struct StateTexts {
  private(set) var found: [String] = []
  /// How many values have been looked at; the rest of hostile data is left out.
  private var seen = 0

  private static let most = 200_000, deepest = 64, mostElements = 2_000
  /// Words of names under which systems keep an article's text.
  private static let names: Set = [
    "body", "content", "contents", "text", "html", "article", "paragraph", "paragraphs", "story", "blocks", "elements", "markup",
  ]
  /// Names of the value itself in an object that is the text.
  private static let wrappings: Set = ["value", "processed", "rendered", "raw", "data"]

  /// Reads a value and what is in it.
  /// - Parameters:
  ///   - name: the key that it is under.
  ///   - outer: the key that the object around it is under.
  mutating func read(_ value: JSONValue, under name: String = "", in outer: String = "", depth: Int = 0) {
    seen += 1
    guard depth < Self.deepest, seen < Self.most else { return }
    let isText = Self.isText(name) || Self.wrappings.contains(name) && Self.isText(outer)
    switch value {
    case .string(let text):
      guard text.utf8.count >= ContentHints.least else { return }
      if let first = text.utf8.first, ScriptStates.opening.contains(first), let inner = try? JSONValue(parsing: text) {
        return read(inner, under: name, in: outer, depth: depth + 1)
      }
      if isText { found.append(text) }
    case .object(let members):
      for member in members where !Self.isForeign(member.key) { read(member.value, under: member.key, in: name, depth: depth + 1) }
    case .array(let elements):
      for element in elements.prefix(Self.mostElements) { read(element, under: name, in: outer, depth: depth + 1) }
      if isText, elements.count > 1 { found += joined(elements) }
    default: return
    }
  }

  /// The texts of an array that has a paragraph in each element: a string, or an object that holds it under the same names.
  private func joined(_ elements: [JSONValue]) -> [String] {
    var texts: [String: [String]] = [:]
    for element in elements.prefix(Self.mostElements) {
      var own: [String: [String]] = [:]
      Self.collect(element, "", 0, &own)
      for (path, runs) in own {
        // A paragraph may be in runs, each with its own type face.
        let isOne = runs.dropLast().contains { !TextShape.endsSentence(Array($0.utf8)) }
        texts[path, default: []] += isOne ? [runs.joined()] : runs
      }
    }
    return texts.values.compactMap { parts in
      let text = parts.map { $0.contains("<p") ? $0 : "<p>" + $0 + "</p>" }.joined(separator: "\n")
      return parts.count > 1 && text.utf8.count >= ContentHints.least ? text : nil
    }
  }

  /// Collects the strings under names of text by the names that lead to them.
  private static func collect(_ value: JSONValue, _ path: String, _ depth: Int, _ texts: inout [String: [String]]) {
    guard depth < 8 else { return }
    switch value {
    case .string(let text): texts[path, default: []].append(text)
    case .object(let members):
      for member in members where !isForeign(member.key) {
        if member.value.string != nil, !isText(member.key), !wrappings.contains(member.key) { continue }
        collect(member.value, path + "." + member.key, depth + 1, &texts)
      }
    case .array(let elements): for element in elements.prefix(mostElements) { collect(element, path, depth + 1, &texts) }
    default: return
    }
  }

  /// Whether a name has a word for text: "articleBody", "content_html".
  private static func isText(_ name: String) -> Bool {
    var word = ""
    for letter in name.unicodeScalars.prefix(64) {
      if !letter.properties.isAlphabetic || letter.properties.isUppercase {
        if names.contains(word) { return true }
        word = ""
      }
      if letter.properties.isAlphabetic { word += letter.properties.lowercaseMapping }
    }
    return names.contains(word)
  }

  /// Whether a name is that of other stories, of comments or of the page's own parts.
  private static func isForeign(_ name: String) -> Bool {
    !PageVocabulary.standard.purposes(of: Array(name.utf8)[...]).isDisjoint(with: [.drop, .comments, .caption])
  }
}
