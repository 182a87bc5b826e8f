import Knowledge
import Linguistics
import Testing

/// The built-in table of word classes matches its word lists.
@Suite struct WordClassTests {
  @Test func tableIsThatOfTheLists() throws {
    let file = try #require(EmbeddedBytes(named: "word-classes.bin"))
    // Compared first, as a failed expectation prints both sides: here two megabytes.
    let isSame = file.bytes == WordClassTable.file()
    #expect(isSame, "a word list has changed: swift run Workshop train words Sources/CKnowledge/Models/word-classes.bin")
  }

  @Test(arguments: [
    ("maria", WordClass.femaleGiven), ("abbott", .surname), ("norway", .country), ("monday", .calendar), ("mrs.", .courtesy),
    ("house", .common),
    ("von", .particle), ("minister", .role), ("jr.", .nameSuffix),
  ]) func wordsAreFound(word: String, value: WordClass) { #expect(WordClasses.shared[WordHash.folded(word)].contains(value)) }

  @Test func whatNoListHasHasNoClass() { #expect(WordClasses.shared[WordHash.folded("qwzzyx")] == []) }

  @Test func partsOfLongPlacesAreNoRoles() { #expect(!WordClasses.shared[WordHash.folded("of")].contains(.role)) }
}
