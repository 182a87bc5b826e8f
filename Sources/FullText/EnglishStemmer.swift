/// Porter's algorithm ("An algorithm for suffix stripping", 1980) on folded words.
///
/// Only words of at least three letters that consist of `a`–`z` are stemmed; any other word is its own stem.
package enum EnglishStemmer {
  /// The stem of a folded word.
  package static func stem(_ word: [UInt8]) -> [UInt8] {
    guard word.count > 2, word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return word }
    var stemming = Stemming(word: word)
    stemming.plurals()
    stemming.pastAndProgressive()
    stemming.finalY()
    stemming.replace(Self.doubleSuffixes, measure: 0)
    stemming.replace(Self.singleSuffixes, measure: 0)
    stemming.removeSuffix()
    stemming.finalE()
    return stemming.word
  }

  /// Whether a word may have a given stem, judged by the first letters without stemming it.
  @inline(__always)
  package static func mayStem(_ word: ArraySlice<UInt8>, to stem: [UInt8]) -> Bool {
    guard word.count >= stem.count else { return false }
    // The rules change at most two letters at the end of what remains of the word, and never the first letter.
    for index in 0..<max(1, stem.count - 2) where index < stem.count && word[word.startIndex + index] != stem[index] { return false }
    return true
  }

  /// All stems shorter than the prefix that words with it can have. A stem is the beginning of a word, or a beginning with another ending.
  static func stems(ofWordsBeginning prefix: [UInt8]) -> [[UInt8]] {
    var stems: [[UInt8]] = []
    for kept in 1..<max(1, prefix.count) {
      for ending in [[]] + endings {
        let stem = prefix[..<kept] + ending
        if !stem.starts(with: prefix), !stems.contains(Array(stem)) { stems.append(Array(stem)) }
      }
    }
    return stems
  }
  /// What the rules put in place of a word's own ending: "happy" becomes `happi`, "hoping" `hope`, "nobility" `nobl`.
  private static let endings: [[UInt8]] = [Array("e".utf8), Array("i".utf8), Array("l".utf8), Array("le".utf8)]

  fileprivate typealias Rule = (suffix: [UInt8], replacement: [UInt8])
  fileprivate static func rules(_ table: String) -> [Rule] {
    table.split(separator: " ").map { entry in
      let parts = entry.split(separator: ">", omittingEmptySubsequences: false)
      return (Array(parts[0].utf8), parts.count > 1 ? Array(parts[1].utf8) : [])
    }
  }

  /// Step 2. Where several rules apply, the first in the table is the longest.
  private static let doubleSuffixes = rules(
    """
    ational>ate tional>tion enci>ence anci>ance izer>ize abli>able alli>al entli>ent eli>e ousli>ous ization>ize ation>ate \
    ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble
    """)
  /// Step 3.
  private static let singleSuffixes = rules("icate>ic ative> alize>al iciti>ic ical>ic ful> ness>")
  /// Step 4; `ion` requires an "s" or "t" before it.
  fileprivate static let removed = rules(
    "al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize")
}

private struct Stemming {
  var word: [UInt8]

  /// Step 1a.
  mutating func plurals() {
    if ends("sses") || ends("ies") {
      word.removeLast(2)
    } else if ends("s"), !ends("ss") {
      word.removeLast()
    }
  }

  /// Step 1b.
  mutating func pastAndProgressive() {
    if ends("eed") {
      if measure(word.count - 3) > 0 { word.removeLast() }
      return
    }
    let length = ends("ed") ? 2 : ends("ing") ? 3 : 0
    guard length > 0, hasVowel(word.count - length) else { return }
    word.removeLast(length)
    if ends("at") || ends("bl") || ends("iz") {
      word.append(0x65)
    } else if let last = word.last, word.count > 1, isDouble(word.count), last != 0x6C, last != 0x73, last != 0x7A {
      word.removeLast()
    } else if measure(word.count) == 1, endsShort(word.count) {
      word.append(0x65)
    }
  }

  /// Step 1c.
  mutating func finalY() {
    if word.last == 0x79, hasVowel(word.count - 1) { word[word.count - 1] = 0x69 }
  }

  mutating func replace(_ rules: [EnglishStemmer.Rule], measure least: Int) {
    for rule in rules where ends(rule.suffix) {
      let stem = word.count - rule.suffix.count
      if measure(stem) > least { word.replaceSubrange(stem..., with: rule.replacement) }
      return
    }
  }

  /// Step 4.
  mutating func removeSuffix() {
    var longest: [UInt8] = []
    for rule in EnglishStemmer.removed where rule.suffix.count > longest.count && ends(rule.suffix) { longest = rule.suffix }
    let stem = word.count - longest.count
    guard !longest.isEmpty, measure(stem) > 1 else { return }
    if longest == Array("ion".utf8), stem == 0 || (word[stem - 1] != 0x73 && word[stem - 1] != 0x74) { return }
    word.removeLast(longest.count)
  }

  /// Step 5.
  mutating func finalE() {
    if word.last == 0x65 {
      let stem = word.count - 1
      let measured = measure(stem)
      if measured > 1 || (measured == 1 && !endsShort(stem)) { word.removeLast() }
    }
    if word.last == 0x6C, isDouble(word.count), measure(word.count) > 1 { word.removeLast() }
  }

  private func ends(_ suffix: StaticString) -> Bool { ends(Array(suffix.description.utf8)) }
  private func ends(_ suffix: [UInt8]) -> Bool {
    guard word.count >= suffix.count else { return false }
    let start = word.count - suffix.count
    for index in suffix.indices where word[start + index] != suffix[index] { return false }
    return true
  }

  private func isConsonant(_ index: Int) -> Bool {
    switch word[index] {
    case 0x61, 0x65, 0x69, 0x6F, 0x75: false
    case 0x79: index == 0 || !isConsonant(index - 1)
    default: true
    }
  }

  /// Porter's m: how often a vowel is followed by a consonant in the first `length` letters.
  private func measure(_ length: Int) -> Int {
    var count = 0
    var afterVowel = false
    for index in 0..<max(0, length) {
      let consonant = isConsonant(index)
      if consonant && afterVowel { count += 1 }
      afterVowel = !consonant
    }
    return count
  }

  private func hasVowel(_ length: Int) -> Bool { (0..<max(0, length)).contains { !isConsonant($0) } }
  private func isDouble(_ length: Int) -> Bool {
    length > 1 && word[length - 1] == word[length - 2] && isConsonant(length - 1)
  }
  /// Whether the letters end in consonant, vowel, consonant, where the last is not w, x or y.
  private func endsShort(_ length: Int) -> Bool {
    guard length > 2, isConsonant(length - 1), !isConsonant(length - 2), isConsonant(length - 3) else { return false }
    let last = word[length - 1]
    return last != 0x77 && last != 0x78 && last != 0x79
  }
}
