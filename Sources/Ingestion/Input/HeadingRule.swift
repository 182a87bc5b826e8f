/// Recognizes headlines and subheadings in text without markup.
///
/// A heading is a short line that does not end like a sentence, above a paragraph of running text. The first line may be a headline in the
/// sentence case of wire services. Further down, only title case or very few words make a heading, because a short line there is just as
/// often a name, a label or a sentence without its full stop.
struct HeadingRule {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// For each paragraph, whether it reads as a heading. Between a headline and the text there may be a byline and a date.
  func headings(_ blocks: [Range<Int>]) -> [Bool] {
    blocks.indices.map { index in
      let followers = blocks[(index + 1)...].prefix(index == 0 ? 3 : 1)
      return isHeading(blocks[index], before: followers.first(where: isRunningText), isFirst: index == 0)
    }
  }

  /// Whether the paragraph `block` reads as a heading of the running text that follows it.
  private func isHeading(_ block: Range<Int>, before follower: Range<Int>?, isFirst: Bool) -> Bool {
    guard follower != nil, block.count <= (isFirst ? 200 : 110), !TextLines.endsSentence(bytes[block]) else {
      return false
    }
    let words = String(decoding: bytes[block], as: UTF8.self).split { $0.isWhitespace }
    guard let first = words.first, let last = words.last, begins(first), ends(last), !isLabel(words), !hasSpeech(words) else {
      return false
    }
    if isFirst { return words.count >= 2 && words.count <= 20 }
    return words.count <= 5 && words.contains { $0.contains { $0.isLetter } } || words.count <= 12 && areTitleCase(words)
  }

  /// Whether a paragraph contains a complete sentence, or is too long for a line of a list.
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
    guard let first = words.first?.lowercased(), !isDate(words) else { return true }
    return ["by", "photo", "photo:", "image:", "updated", "posted", "published", "source:", "credit:"].contains(first)
  }

  /// "Feb. 27, 2017", "Monday, 27 February 2017", "2017-02-27".
  private func isDate(_ words: [Substring]) -> Bool {
    guard words.count <= 5, words.contains(where: { $0.contains(where: \.isNumber) }) else { return false }
    if words.count == 1 { return !words[0].contains(where: \.isLetter) }
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    return words.contains { word in word.count >= 3 && months.contains(String(word.lowercased().prefix(3))) }
      && words.filter { !$0.contains(where: \.isNumber) }.count <= 2
  }

  /// Whether a comma closes a quotation, as before "she said". Such a line is not a heading, although it has no full stop.
  private func hasSpeech(_ words: [Substring]) -> Bool {
    words.dropLast().contains { word in [",\"", ",”", ",'", ",’"].contains { word.hasSuffix($0) } }
  }

  private func areTitleCase(_ words: [Substring]) -> Bool {
    let long = words.filter { $0.count >= 4 }
    let capitalised = long.filter { word in word.first { $0.isLetter || $0.isNumber }.map { $0.isUppercase || $0.isNumber } ?? false }
    return !long.isEmpty && capitalised.count * 10 >= long.count * 7
  }
}
