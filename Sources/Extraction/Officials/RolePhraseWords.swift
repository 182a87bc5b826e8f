internal import Linguistics

/// Word sets for reading role phrases.
extension RoleWords {
  /// Words that may stand before the article of a role.
  static let leads = set("then now once formerly previously currently also both himself herself themselves itself")
  static let onceWords = set("once formerly previously")
  /// Time phrases before a role.
  static let timeLeads = [
    "until then", "till then", "by then", "until recently", "until now", "at the time",
    "at that time", "in those days",
  ].map {
    WordHash.foldedWords($0)
  }
  static let years = set("year years month months")
  static let oldWords = set("old")
  /// Words after which the group named by a private attribute is a subject: "gay rights", "disabled access".
  static let subjects = set(
    "rights studies affairs issues history community communities equality liberation education art music theatre theater sports sport football access "
      + "culture theology law literature politics outreach services health welfare advocacy liaison league power people men women lives")
  /// Adjectives of rank: they begin a title, not the name of a body.
  static let grades = set(
    "chief senior vice deputy associate assistant executive certified managing general principal lead head regional divisional global joint permanent junior "
      + "acting interim former first second third supreme special chartered registered licensed corporate")
  /// Lower-case plurals that may belong to a title before its capitalised head.
  static let pluralFields = set("sports operations communications affairs studies arts sales news services politics economics")
  static let employers = set("at with of")
  /// Lower-case words that may belong to a title before its capitalised head.
  static let smallTitleWords = set(
    "state police city county district federal fire school town village army navy national provincial campaign parish government")
  /// Posts whose field may follow "of" in capitals.
  static let fieldHeads = set(
    "director directors head heads professor professors lecturer reader chair chief dean officer lead manager superintendent coordinator controller vice-president president "
      + "supervisor specialist commissioner commissioners minister secretary mec chancellor")
  /// Nouns for bodies that also name a field.
  static let fieldWords = set(
    "services service education communications finance engineering energy health technology media research marketing investigations investigation operations management "
      + "logistics retail software security relief resources insurance medicine aviation forestry corrections sciences aid arts housing investments "
      + "mining racing rugby markets construction consulting entertainment publishing programming exploration surgery forces")
  static let misters = set("mr mr. mrs mrs. ms ms.")
  static let critic = set("critic critics")
  static let ministers = set("minister ministers secretary secretaries")
  static let speakers = set("spokesman spokeswoman spokesperson spokesmen spokeswomen spokespeople")
  static let adjectiveEnds = ["al", "ic", "ive", "ary", "ous", "ian", "ean", "ish", "ese"].map { Array($0.utf8) }
  static let campaigns = set("campaign campaigns camp team administration transition foundation family")
  static let forWord = of("for")
  /// Words that begin a time: not part of a body's lower-case name.
  static let times = set("last this next yesterday today tonight tomorrow earlier later")
  static let saints = set("st st. saint")
  static let clubs = set(
    "club union association federation society council committee board trust league commission group party institute guild ministry department agency "
      + "authority congress conference foundation fund alliance chamber assembly parliament network forum"
  )
  static let peopleNouns = set("children women men girls boys people workers")
  static let owners = set("mission town city village squad expedition project programme program festival")
  static let to = of("to")
  static let on = of("on")
  static let inWord = of("in")
  static let atWord = of("at")
  static let bodyNouns = set(
    "agency company firm party city town state county country province nation government council committee commission university college school "
      + "department ministry bank group union charity museum hospital church team club association federation court panel board campaign force army "
      + "police network station newspaper paper magazine institute foundation organization organisation airline airport railway studio theatre theater "
      + "district village island republic kingdom parish diocese league mission cooperative co-operative startup start-up business brewery bakery "
      + "laboratory lab centre center clinic authority service bureau office body coalition alliance branch chapter caucus outfit giant maker lender "
      + "insurer carrier operator utility retailer broadcaster publisher watchdog regulator think-tank tank nonprofit bloc tribe band regiment academy "
      + "squad unit brigade")
}
