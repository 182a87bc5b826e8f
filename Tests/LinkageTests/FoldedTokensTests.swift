import Linkage
import Testing

/// The hashes of a text's words, which most of a sketch is made of, are those of the words themselves.
@Suite struct FoldedTokensTests {
  @Test(arguments: [
    "", "One word", "It cost 1,400 or 6.2 per cent, not 1,2a; 3. And .5", "Don’t — the O'Briens' “co-operative” said",
    "Ångström’s naïve café, ﬁne ß œuvre",
    "e\u{301}te\u{301} \u{301}alone", "a\u{A0}b c\u{200B}d", "中文报纸 Ελληνικά Русский", "½ Ⅷ ٣٤ 12\u{301}3", "👩‍👩‍👧 x", "1,\u{301}2 3.٣",
    "A\r\nB\tC\u{85}D",
  ])
  func hashesAreThoseOfTheWords(text: String) {
    #expect(FoldedTokens.hashes(text) == FoldedTokens.words(text).map { FoldedTokens.hash(CollectionOfOne($0)) })
  }
}
