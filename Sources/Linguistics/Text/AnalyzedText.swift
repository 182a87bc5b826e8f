package import Record

/// A sentence: a range of tokens within one paragraph.
package struct Sentence: Sendable {
  /// Its tokens.
  package var tokens: Range<Int>
  /// The index of its paragraph.
  package var paragraph: Int
  package init(tokens: Range<Int>, paragraph: Int) {
    self.tokens = tokens
    self.paragraph = paragraph
  }
}

/// A span between quotation marks within one paragraph. A quotation over several paragraphs is one for each of them, all but the first with
/// ``continues``.
package struct Quotation: Sendable {
  /// The tokens inside the marks.
  package var inside: Range<Int>
  /// The opening mark's token, -1 where the quotation has none.
  package var opening: Int
  /// The closing mark's token, -1 where the paragraph ends first.
  package var closing: Int
  /// Whether it continues the quotation of the previous paragraph (the mark is repeated after an unclosed paragraph).
  package var continues: Bool
  /// Whether the marks are single quotation marks.
  package var single: Bool
  package init(inside: Range<Int>, opening: Int, closing: Int, continues: Bool, single: Bool) {
    self.inside = inside
    self.opening = opening
    self.closing = closing
    self.continues = continues
    self.single = single
  }
}

/// The kind of thing that a name refers to.
package enum NameKind: UInt8, Sendable {
  case person, organization, place, nationality, other
}

/// A mention of a name in the text.
package struct NameMention: Sendable {
  /// Its tokens, without title and possessive.
  package var tokens: Range<Int>
  /// The kind of thing it refers to.
  package var kind: NameKind
  /// For a person: index into ``AnalyzedText/people``, -1 where unknown. For a body: into ``AnalyzedText/bodies``.
  package var entity: Int
  package init(tokens: Range<Int>, kind: NameKind, entity: Int = -1) {
    self.tokens = tokens
    self.kind = kind
    self.entity = entity
  }
}

/// A person's gender, where the text or the given name shows it.
package enum Gender: UInt8, Sendable {
  case female, male, unknown
}

/// A person of the article.
package struct Person: Sendable {
  /// The fullest form in the article, without title but with suffixes.
  package var name: String
  /// The last part of the name without a suffix ("Byrne").
  package var surname: String
  /// The first part, if there are at least two.
  package var given: String?
  package var gender: Gender
  /// Indices into ``AnalyzedText/names``, in text order.
  package var mentions: [Int]
  package init(name: String, surname: String, given: String?, gender: Gender, mentions: [Int]) {
    self.name = name
    self.surname = surname
    self.given = given
    self.gender = gender
    self.mentions = mentions
  }
}

/// A named body (organization) of the article, with its abbreviation.
package struct Body: Sendable {
  /// The fullest form in the article, without "the".
  package var name: String
  /// Its abbreviation in the article ("RCMP").
  package var abbreviation: String?
  /// Indices into ``AnalyzedText/names``, in text order.
  package var mentions: [Int]
  package init(name: String, abbreviation: String?, mentions: [Int]) {
    self.name = name
    self.abbreviation = abbreviation
    self.mentions = mentions
  }
}

/// An analysed article text: tokens, sentences, quotations, tags, names, people. All extraction is based on it.
package struct AnalyzedText: Sendable {
  /// The text's UTF-8 bytes.
  package var bytes: [UInt8]
  /// The paragraphs as given.
  package var paragraphs: [Paragraph]
  /// All tokens, in order.
  package var tokens: [Token]
  /// The tokens of each paragraph.
  package var paragraphTokens: [Range<Int>]
  /// All sentences, in order.
  package var sentences: [Sentence]
  /// The quotations, in the order in which they open; only the outermost of nested ones.
  package var quotations: [Quotation]
  /// All names, in order, without overlaps.
  package var names: [NameMention]
  /// The article's people, in order of first mention.
  package var people: [Person]
  /// The article's named bodies, in order of first mention.
  package var bodies: [Body]

  package init(
    bytes: [UInt8], paragraphs: [Paragraph], tokens: [Token] = [], paragraphTokens: [Range<Int>] = [], sentences: [Sentence] = [],
    quotations: [Quotation] = [], names: [NameMention] = [], people: [Person] = [], bodies: [Body] = []
  ) {
    self.bytes = bytes
    self.paragraphs = paragraphs
    self.tokens = tokens
    self.paragraphTokens = paragraphTokens
    self.sentences = sentences
    self.quotations = quotations
    self.names = names
    self.people = people
    self.bodies = bodies
  }

  /// The names that begin in a token range, in order.
  package func names(in run: Range<Int>) -> ArraySlice<NameMention> {
    let first = firstName(from: run.lowerBound)
    var end = first
    while end < names.count, names[end].tokens.lowerBound < run.upperBound { end += 1 }
    return names[first..<end]
  }

  /// The index of the first name that begins at or after a token.
  package func firstName(from token: Int) -> Int {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The index of the paragraph that contains a token.
  package func paragraph(of token: Int) -> Int {
    var low = 0
    var high = paragraphTokens.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if paragraphTokens[middle].lowerBound <= token { low = middle } else { high = middle - 1 }
    }
    return max(low, 0)
  }

  /// The index of the sentence that contains a token.
  package func sentence(of token: Int) -> Int {
    var low = 0
    var high = sentences.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if sentences[middle].tokens.lowerBound <= token { low = middle } else { high = middle - 1 }
    }
    return max(low, 0)
  }

  /// The text of a token.
  package func word(_ token: Int) -> String { words(tokens[token].range) }
  /// The text of a byte range.
  package func words(_ range: ByteRange) -> String { String(decoding: bytes[range.start..<range.end], as: UTF8.self) }
  /// The bytes from the first to the last token of a range.
  package func range(_ run: Range<Int>) -> ByteRange { ByteRange(tokens[run.lowerBound].range.start, tokens[run.upperBound - 1].range.end) }
}
