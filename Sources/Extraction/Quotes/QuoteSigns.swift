package import Linguistics
internal import Record

/// The evidence for and against an utterance: how certain the two taggers are of its parts and whether they agree, what it consists of, and
/// how its speaker was found.
package struct QuoteSigns: Sendable {
  /// 0 direct, 1 mixed, 2 indirect.
  var kind: UInt64 = 0
  /// The least certainty among the contents' words, at their beginnings, and at their ends.
  var content: Float = 0
  var opening: Float = 0
  var closing: Float = 0
  /// The certainty of cue and source; 0 where there is none.
  var cue: Float = 0
  var source: Float = 0
  /// How far both taggers agree (``Attribution/agreement``).
  var agreement: UInt64 = 0
  /// The hash of the cue's main word, its manner and its form; 0 for none.
  var cueWord: UInt64 = 0
  var manner: UInt64 = 0
  var form: UInt64 = 0
  /// The words of cue and contents, and the number of contents.
  var cueWords = 0
  var words = 0
  var parts = 0
  /// The content's first word if it belongs to a closed class, otherwise whether it is capitalised.
  var opener: UInt64 = 0
  /// What stands before and after the content: a sentence boundary, a quotation mark, a comma, a word.
  var before: UInt64 = 0
  var behind: UInt64 = 0
  /// On which side of the cue the content stands (1 before, 2 after, 3 both), and at what distance.
  var side: UInt64 = 0
  var distance = 0
  /// Where the source stands (1 without a cue, 2 before the cue, 3 after it; 0 for no source), and at what distance from the cue.
  var sourceSide: UInt64 = 0
  var sourceDistance = 0
  /// ``Attribution/rule`` and ``Speaker/way``.
  var rule: UInt64 = 0
  var way: UInt64 = 0
  /// As bits: 1 there is a name, 2 there is a mention; the speaker's kind is in the higher bits.
  var speaker: UInt64 = 0
  /// Whether the utterance extends over several paragraphs.
  var isLong = false

  /// Adds the signs as features, for a model with two labels.
  package func describe(into rows: inout FeatureRows) {
    rows.removeAll()
    func add(_ template: UInt64, _ value: UInt64) { rows.add(FeatureKey.of(template, value)) }
    let least = min(content, opening, closing, cueWord == 0 ? 1 : cue, sourceSide == 0 ? 1 : source)
    let (c, o, e) = (Self.bucket(content), Self.bucket(opening), Self.bucket(closing))
    let (k, s, l) = (Self.bucket(cue), Self.bucket(source), Self.bucket(least))
    let count = Self.size(words)
    add(201, kind)
    for (number, value) in [c, o, e, k, s, l].enumerated() {
      add(202 + UInt64(number), value)
      add(210 + UInt64(number), value << 8 | kind)
    }
    add(220, c << 16 | k << 8 | kind)
    add(221, o << 16 | e << 8 | kind)
    add(222, l << 8 | agreement)
    add(223, agreement << 8 | kind)
    add(224, cueWord)
    add(225, cueWord << 2 | kind)
    add(226, manner << 8 | form)
    add(227, manner << 16 | form << 8 | kind)
    add(228, manner << 16 | UInt64(min(cueWords, 4)) << 8 | kind)
    add(229, opener << 8 | kind)
    add(230, opener << 16 | manner << 8 | side)
    add(231, count << 8 | kind)
    add(232, count << 16 | UInt64(min(parts, 3)) << 8 | kind)
    add(233, before << 16 | behind << 8 | kind)
    add(234, behind << 16 | manner << 8 | kind)
    add(235, side << 16 | Self.size(distance) << 8 | kind)
    add(236, sourceSide << 16 | Self.size(sourceDistance) << 8 | side)
    add(237, way)
    add(238, way << 4 | speaker)
    add(239, way << 4 | kind)
    add(240, way &* 31 | s)
    add(241, rule)
    add(242, rule << 4 | kind)
    add(243, speaker << 8 | kind)
    add(244, isLong ? 1 : 0)
    add(245, e << 16 | behind << 8 | kind)
    add(246, o << 16 | opener << 8 | kind)
    rows.endToken()
  }

  /// A bucket of the certainty's odds.
  private static func bucket(_ certainty: Float) -> UInt64 {
    switch certainty {
    case ..<0.2: 0
    case ..<0.4: 1
    case ..<0.55: 2
    case ..<0.7: 3
    case ..<0.8: 4
    case ..<0.87: 5
    case ..<0.92: 6
    case ..<0.955: 7
    case ..<0.975: 8
    case ..<0.988: 9
    case ..<0.995: 10
    case ..<0.999: 11
    default: 12
    }
  }

  private static func size(_ count: Int) -> UInt64 {
    switch count {
    case ...4: UInt64(max(count, 0))
    case ...6: 5
    case ...9: 6
    case ...14: 7
    case ...22: 8
    case ...40: 9
    default: 10
    }
  }
}
