/// Tells headlines and subheads in text that came without markup.
///
/// A heading is a short line without an end of sentence, over a paragraph of running text. The first line may be a
/// headline in the sentence case of wire services; further down only the capitals of a title, or very few words, make a
/// heading, since a short line there is as often a name, a label or a sentence without its full stop.
struct HeadingRule {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether the paragraph `block` reads as a heading of the one that follows it.
  func isHeading(_ block: Range<Int>, before follower: Range<Int>?, isFirst: Bool) -> Bool {
    guard let follower, block.count <= (isFirst ? 200 : 110), !TextLines.endsSentence(bytes[block]), isRunningText(follower) else {
      return false
    }
    let words = String(decoding: bytes[block], as: UTF8.self).split { $0.isWhitespace }
    guard let first = words.first, let last = words.last, begins(first), ends(last), !isLabel(words), !hasSpeech(words) else {
      return false
    }
    if isFirst { return words.count >= 2 && words.count <= 20 }
    return words.count <= 5 && words.contains { $0.contains { $0.isLetter } } || words.count <= 12 && areTitleCase(words)
  }

  /// Whether a paragraph holds a sentence that ends, or is too long for a line of a list.
  private func isRunningText(_ block: Range<Int>) -> Bool {
    block.count >= 40 && TextLines.endsSentence(bytes[block]) || block.count >= 200
  }

  private func begins(_ word: Substring) -> Bool {
    guard let letter = word.first else { return false }
    return letter.isUppercase || letter.isNumber || "\"'“‘«$£€".contains(letter)
  }

  private func ends(_ word: Substring) -> Bool {
    guard let sign = word.last else { return false }
    return !":;,-–—[]{}|".contains(sign)
  }

  /// Bylines, credits, addresses and the like.
  private func isLabel(_ words: [Substring]) -> Bool {
    if words.contains(where: { $0.contains("@") || $0.hasPrefix("http") || $0.hasPrefix("www.") }) { return true }
    guard let first = words.first?.lowercased() else { return true }
    return ["by", "photo", "photo:", "image:", "updated", "posted", "published", "source:", "credit:"].contains(first)
  }

  /// Whether a comma closes a quotation, as before "she said": such a line is no heading though its full stop is missing.
  private func hasSpeech(_ words: [Substring]) -> Bool {
    words.dropLast().contains { word in [",\"", ",”", ",'", ",’"].contains { word.hasSuffix($0) } }
  }

  private func areTitleCase(_ words: [Substring]) -> Bool {
    let long = words.filter { $0.count >= 4 }
    let capitalised = long.filter { word in word.first { $0.isLetter || $0.isNumber }.map { $0.isUppercase || $0.isNumber } ?? false }
    return !long.isEmpty && capitalised.count * 10 >= long.count * 7
  }
}
