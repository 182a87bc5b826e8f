internal import Knowledge
internal import Linguistics

/// Word sets for reading role phrases.
extension RoleWords {
  /// Words that may stand before the article of a role.
  static let leads = set(WordSets["RolePhraseWords.leads"])
  static let onceWords = set("once formerly previously")
  /// Time phrases before a role.
  static let timeLeads = WordSets.phrases("RolePhraseWords.timeLeads").map {
    WordHash.foldedWords($0)
  }
  static let years = set("year years month months")
  static let oldWords = set("old")
  /// Words after which the group named by a private attribute is a subject: "gay rights", "disabled access".
  static let subjects = set(WordSets["RolePhraseWords.subjects"])
  /// Adjectives of rank: they begin a title, not the name of a body.
  static let grades = set(WordSets["RolePhraseWords.grades"])
  /// Lower-case plurals that may belong to a title before its capitalised head.
  static let pluralFields = set(WordSets["RolePhraseWords.pluralFields"])
  static let employers = set("at with of")
  /// Lower-case words that may belong to a title before its capitalised head.
  static let smallTitleWords = set(WordSets["RolePhraseWords.smallTitleWords"])
  /// Posts whose field may follow "of" in capitals.
  static let fieldHeads = set(WordSets["RolePhraseWords.fieldHeads"])
  /// Nouns for bodies that also name a field.
  static let fieldWords = set(WordSets["RolePhraseWords.fieldWords"])
  /// Nouns for bodies that a place before them names as a whole: "Fenwick council".
  static let ownBodies = set("council hospital university college museum library airport prison zoo")
  static let misters = set("mr mr. mrs mrs. ms ms.")
  static let critic = set("critic critics")
  static let ministers = set("minister ministers secretary secretaries")
  static let speakers = set("spokesman spokeswoman spokesperson spokesmen spokeswomen spokespeople")
  static let adjectiveEnds = WordSets.words("RolePhraseWords.adjectiveEnds").map { Array($0.utf8) }
  static let campaigns = set(WordSets["RolePhraseWords.campaigns"])
  static let forWord = of("for")
  /// Words that begin a time: not part of a body's lower-case name.
  static let times = set(WordSets["RolePhraseWords.times"])
  static let saints = set("st st. saint")
  static let clubs = set(WordSets["RolePhraseWords.clubs"])
  static let peopleNouns = set("children women men girls boys people workers")
  static let owners = set(WordSets["RolePhraseWords.owners"])
  static let to = of("to")
  static let on = of("on")
  static let inWord = of("in")
  static let atWord = of("at")
  static let bodyNouns = set(WordSets["RolePhraseWords.bodyNouns"])
}
