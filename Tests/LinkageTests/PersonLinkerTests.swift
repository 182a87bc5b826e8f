import Record
import Testing

@testable import Linkage

/// What links two mentions of a person, and what keeps them apart.
@Suite struct PersonLinkerTests {
  /// Whether mentions, each a name, title and organization, are one person.
  private func isOne(_ rows: [(String, String?, String?)], days: [Int] = [], context: [Set<String>] = []) -> Bool {
    let mentions = rows.enumerated().map { index, row in
      PersonMention(
        id: UInt64(index + 1), name: row.0, title: row.1, organization: row.2, day: days.isEmpty ? nil : days[index],
        context: context.isEmpty ? [] : context[index])
    }
    return PersonLinker.persons(mentions).count == 1
  }

  @Test func rareNamesNeedLessThanCommonOnes() {
    #expect(isOne([("Ottoline Grabczyk", "harbour master", "Wexmouth"), ("Ottoline Grabczyk", "transport minister", "Ilvania")]))
    #expect(!isOne([("John Smith", "harbour master", "Wexmouth"), ("John Smith", "transport minister", "Ilvania")]))
    #expect(isOne([("John Smith", "harbour master", "Wexmouth"), ("John Smith", "harbour master", "Wexmouth Port")]))
    // Common where they are at home.
    #expect(!isOne([("Wei Zhang", "engineer", "Delta Works"), ("Wei Zhang", "economist", "Northern Bank")]))
  }

  @Test func farFieldsAreTwoPeople() {
    #expect(!isOne([("Ottoline Grabczyk", "goalkeeper", "Wexmouth United"), ("Ottoline Grabczyk", "transport minister", "Ilvania")]))
    #expect(!isOne([("Ottoline Grabczyk", "soprano", nil), ("Ottoline Grabczyk", "police chief", "Wexmouth")]))
  }

  @Test func oneOfficeInTwoPlacesIsTwoPeople() {
    #expect(!isOne([("Ottoline Grabczyk", "mayor", "Wexmouth"), ("Ottoline Grabczyk", "mayor", "Little Orley")], days: [18_000, 18_100]))
    // A kind of body alone says nothing of the place.
    #expect(isOne([("Ottoline Grabczyk", "senator", "Ilvania"), ("Ottoline Grabczyk", "senator", "Senate")], days: [18_000, 18_100]))
  }

  @Test func namesThatDiffer() {
    #expect(isOne([("Anneliese Müller-Tarn", "judge", "Orley District Court"), ("Anneliese Mueller", "judge", "Orley District Court")]))
    #expect(!isOne([("Ibrahim Al-Masri", "governor", "Saffra"), ("Ibrahim Al-Haddad", "governor", "Saffra")]))
    #expect(!isOne([("Peter Grabczyk", "clerk", "Saffra"), ("Peter Grabczyk Jr.", "clerk", "Saffra")]))
    #expect(!isOne([("Grabczyk", "mayor", "Wexmouth"), ("Ottoline Grabczyk", "mayor", "Wexmouth")]))
    #expect(!isOne([("O. Grabczyk", "mayor", "Wexmouth"), ("Ottoline Grabczyk", "transport minister", "Ilvania")]))
    #expect(isOne([("O. Grabczyk", "mayor", "Wexmouth"), ("Ottoline Grabczyk", "mayor", "Wexmouth")]))
  }

  @Test func marriageBridgesTwoSurnames() {
    #expect(
      isOne([
        ("Nora Price", "clerk", "Ashgrove County"), ("Nora Price-Delgado", "clerk", "Ashgrove County"),
        ("Nora Delgado", "clerk", "Ashgrove County"),
      ]))
  }

  @Test func surnamesInTwoWords() {
    #expect(
      isOne([
        ("Nora Price", "clerk", "Ashgrove County"), ("Nora Price Delgado", "clerk", "Ashgrove County"),
        ("Nora Delgado", "clerk", "Ashgrove County"),
      ]))
    #expect(isOne([("Luis Grabczyk", "president", "Rivera"), ("Luis Grabczyk Ortega", "President", "Republic of Rivera")]))
    #expect(!isOne([("Luis Grabczyk Ortega", "clerk", "Rivera"), ("Luis Grabczyk Salas", "clerk", "Rivera")]))
  }

  @Test(arguments: [
    "DCI Ottoline Grabczyk", "Rt Hon Ottoline Grabczyk", "Major General Ottoline Grabczyk", "Her Honour Judge Ottoline Grabczyk",
    "The Rev. Ottoline Grabczyk", "U.S. Rep. Ottoline Grabczyk", "Ottoline Grabczyk QC", "Prof Dame Ottoline Grabczyk OBE",
  ])
  func stylesAreNoPartOfAName(styled: String) {
    #expect(PersonName(styled).isFull && PersonName(styled).given == ["ottoline"] && PersonName(styled).surname == ["grabczyk"])
    #expect(isOne([(styled, "commissioner", "Delta Works"), ("Ottoline Grabczyk", "commissioner", "Delta Works")]))
  }

  @Test func stylesThatAreGivenNames() {
    #expect(PersonName("Dean Grabczyk").given == ["dean"])
    #expect(PersonName("Dean John Grabczyk").given == ["john"])
    #expect(PersonName("Di Grabczyk").given == ["di"])
  }

  @Test func aPeerIsNamedByTheSurnameAlone() {
    #expect(isOne([("Lord Grabczyk", "former chief medical officer", nil), ("Ottoline Grabczyk", "chief medical officer", nil)]))
    #expect(!isOne([("Lord Grabczyk", "president", "Delta Trust"), ("Ottoline Grabczyk", "chief medical officer", nil)]))
    #expect(!isOne([("Dr Grabczyk", "chief medical officer", nil), ("Ottoline Grabczyk", "chief medical officer", nil)]))
  }

  @Test func familyNamesThatStandFirst() {
    let role = ("chief executive", "Delta Works")
    for other in ["Min-jun Kim", "Kim Min Jun", "Kim Minjun", "Min Jun Kim"] {
      #expect(isOne([("Kim Min-jun", role.0, role.1), (other, role.0, role.1)]), "\(other)")
    }
    #expect(isOne([("Chen Wei", role.0, role.1), ("Wei Chen", role.0, role.1)]))
    #expect(isOne([("Nguyen Van Thanh", role.0, role.1), ("Thanh Van Nguyen", role.0, role.1)]))
    #expect(!isOne([("Chen Wei", role.0, role.1), ("Chen Li", role.0, role.1)]))
    #expect(!isOne([("Grabczyk Orley", role.0, role.1), ("Orley Grabczyk", role.0, role.1)]))
  }

  @Test func initialsInSeveralForms() {
    #expect(isOne([("K. R. Grabczyk", "finance secretary", "Malvania"), ("K.R. Grabczyk", "governor", "Malvania")]))
    #expect(!isOne([("K. R. Grabczyk", "finance secretary", "Malvania"), ("K. S. Grabczyk", "finance secretary", "Malvania")]))
  }

  @Test func surnamesInTwoSpellings() {
    let role = ("harbour master", "Wexmouth")
    #expect(isOne([("Ailsa MacGrabczyk", role.0, role.1), ("Ailsa McGrabczyk", role.0, role.1), ("Ailsa Mc Grabczyk", role.0, role.1)]))
    #expect(isOne([("Rocco Lo Grabbo", role.0, role.1), ("Rocco Lograbbo", role.0, role.1)]))
    #expect(isOne([("Piet van der Grab", role.0, role.1), ("Piet Vandergrab", role.0, role.1)]))
    // In Hungary, and wherever the last word can be a given name alone.
    #expect(isOne([("Kovács Bence", role.0, role.1), ("Bence Kovacs", role.0, role.1)]))
    #expect(isOne([("Grabczyk Agnes", role.0, role.1), ("Agnes Grabczyk", role.0, role.1)]))
  }

  @Test func givenNamesThatOneFormHolds() {
    let role = ("farm minister", "Ilvania")
    let rows = ["Modibo Lamine Grabczyk", "Lamine Grabczyk", "Modibo L. Grabczyk"].map { ($0, role.0 as String?, role.1 as String?) }
    #expect(isOne(rows))
    #expect(!isOne(Array(rows.dropFirst())))
    #expect(isOne([("Sumatitai Grabczyk", role.0, role.1), ("Sumati Grabczyk", role.0, role.1)]))
  }

  @Test func titlesInSeveralParts() {
    #expect(isOne([("John Brown", "friend, former fire chief", "Orley"), ("John Brown", "fire chief", "Orley Fire Department")]))
    #expect(isOne([("Nora Grabczyk", "nurse and novelist", nil), ("Nora Grabczyk", "novelist", nil)]))
    #expect(isOne([("Ana Brown", "Ilvanian transport minister", nil), ("Ana Brown", "transport minister", "Ilvania")]))
    #expect(isOne([("Ana Brown", "deputy, former mayor of Wexmouth", "Tarn Assembly"), ("Ana Brown", "mayor", "Wexmouth")]))
    #expect(isOne([("Sen-Sgt Ola Grabczyk", nil, "Orley Police"), ("Ola Grabczyk", "inspector", "Orley Police")]))
  }

  @Test func strangersOfTwoTradesAreTwo() {
    #expect(!isOne([("Nora Price", "engineer", "Tunnel Board"), ("Nora Price", "chef", "Orley Grill")]))
  }

  @Test func armyAndPoliceAreTwo() {
    #expect(
      !isOne([
        ("Ibrahim Grabczyk", "inspector general", "Ilvania Police"), ("Ibrahim Grabczyk", "director of operations", "Ilvania Armed Forces"),
      ]))
    #expect(!isOne([("John Brown", "sergeant", "Orley Police"), ("John Brown", "inspector", "Wexmouth Police")]))
    #expect(!isOne([("Ruth Brandt", "head teacher", "Orley School"), ("Ruth Brandt", "headteacher", "Wexmouth School")]))
  }

  /// Nobody falls by two ranks, even in one body.
  @Test func ranksDoNotFall() {
    let (low, high) = (("Ruth Grabczyk", "constable", "Orley Police"), ("Ruth Grabczyk", "chief constable", "Orley Police"))
    #expect(isOne([low, high], days: [12_000, 18_000]))
    #expect(!isOne([low, high], days: [18_000, 12_000]))
  }

  /// Father and son share name and town; what they do tells them apart.
  @Test func oneRareNameInOnePlaceWithOtherFields() {
    #expect(!isOne([("William Grabczyk", "farmer", nil), ("William Grabczyk", "councillor", "Orley County Council")]))
    #expect(isOne([("William Grabczyk", "councillor", "Orley County Council"), ("William Grabczyk", "mayor", "Orley")]))
  }

  @Test func bodiesHaveSeveralNames() {
    #expect(
      isOne([
        ("Ana Rozsnyai", "economist", "World Trade Organization"), ("Ana Rozsnyai", "spokeswoman", "WTO"),
      ]))
    #expect(
      isOne([("Adam Thomas", "president", "US"), ("Adam Thomas", "president", "U.S."), ("Adam Thomas", "president", "United States")]))
    #expect(isOne([("Adam Thomas", "trade minister", "British government"), ("Adam Thomas", "trade minister", "UK")]))
    #expect(isOne([("Ana Rozsnyai", "education secretary", "Scottish government"), ("Ana Rozsnyai", "minister", "Scotland")]))
  }

  @Test func whatPassagesNameSpeaksForIt() {
    let rows: [(String, String?, String?)] = [("John Brown", "engineer", "Delta Works"), ("John Brown", "engineer", nil)]
    #expect(!isOne(rows, context: [["orley"], ["tarn"]]))
    #expect(isOne(rows, context: [["orley", "quayside", "bascule"], ["quayside", "bascule", "orley"]]))
  }

  @Test func namesInAPassage() {
    let passage = "On Monday the minister, Ana Reyes, met Kofi Boateng of the Delta Works in Orley. She left."
    #expect(PersonMention.names(in: passage, besides: ["Ana Reyes"]) == ["kofi", "boateng", "delta", "works", "orley"])
  }

  /// A decision joins two surnames, and whoever else has one of them and the same office comes along.
  @Test func aDecisionTakesTheOthersAlong() {
    let mentions = [
      PersonMention(id: 1, name: "Nora Price", title: "mayor", organization: "Wexmouth"),
      PersonMention(id: 2, name: "Nora Delgado", title: "mayor", organization: "Wexmouth"),
      PersonMention(id: 3, name: "Nora Price", title: "mayor", organization: "Wexmouth"),
      PersonMention(id: 4, name: "Nora Delgado", title: "mayor", organization: "Wexmouth"),
    ]
    #expect(PersonLinker.persons(mentions).map(\.mentions) == [[0, 2], [1, 3]])
    #expect(PersonLinker.persons(mentions, [PersonDecision(.merge, 1, 2)]).map(\.mentions) == [[0, 1, 2, 3]])
    #expect(PersonLinker.persons(mentions, [PersonDecision(.split, 1, 3)]).map(\.mentions) == [[0], [1, 3], [2]])
  }
}
