internal import Record

/// The speaker of a quote.
package struct Speaker: Sendable {
  /// The fullest name in the article.
  var name: String?
  var kind: SpeakerKind?
  /// Index into the article's people.
  var person: Int?
  /// The words for the speaker at the quote.
  var mention: ByteRange?
  /// How the name was found; becomes part of ``Reason/rule``.
  var way: String
  /// The probability that the name, or its absence, is right.
  var chance: Double?
}
