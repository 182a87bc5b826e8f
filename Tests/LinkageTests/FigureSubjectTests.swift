import Foundation
import Knowledge
import Linkage
import Record
import Testing

/// Which figures are about one thing, and which of them exclude each other, over units and names.
@Suite struct FigureSubjectTests {
  private static func figure(_ value: Double, _ unit: String, _ concept: String) -> Figure {
    Figure(id: "f1", span: TextSpan(start: 0, end: 0, text: ""), value: value, unit: unit, concept: concept, period: "2021")
  }

  @Test(arguments: [
    ("Tarnwick unemployment rate", true), ("Tarnwick bridge cost", true), ("cost of the Tarnwick bridge", true),
    ("Unemployment rate", false), ("Attendance at matches", false), ("The unemployment rate", false), ("unemployment rate", false),
    ("Homicides at night", false),
  ]) func aConceptThatBeginsWithANameIsSpecific(concept: String, isSpecific: Bool) {
    #expect((FigureSubject(Self.figure(5, "percent", concept))?.isSpecific ?? false) == isSpecific)
  }

  @Test(
    arguments: [
      (5, "km", 9000, "m", true), (5, "km", 5000, "m", false), (5, "km", 5200, "m", false), (30, "cm", 300, "mm", false),
      (0.5, "fraction", 30, "percent", true), (0.5, "fraction", 52, "percent", false), (2, "t", 3500, "kg", true),
      (5, "km", 6, "km", true),
    ] as [(Double, String, Double, String, Bool)])
  func unitsOfOneKindAreCompared(a: Double, unitA: String, b: Double, unitB: String, isConflict: Bool) {
    let (first, second) = (Self.figure(a, unitA, "length of the Tarnwick road"), Self.figure(b, unitB, "length of the Tarnwick road"))
    #expect(FigureSubject(first) == FigureSubject(second))
    #expect(FigureConflict.excludes(first, published: nil, second, published: nil) == isConflict)
  }

  @Test func otherUnitsStayApart() {
    #expect(
      FigureSubject(Self.figure(5, "km", "length of the Tarnwick road"))
        != FigureSubject(Self.figure(5, "kg", "length of the Tarnwick road")))
    #expect(
      FigureSubject(Self.figure(5, "km", "length of the Tarnwick road"))
        != FigureSubject(Self.figure(3, "[mi_i]", "length of the Tarnwick road")))
  }

  // MARK: Words

  /// The examples of the table, executed: both figures are on one thing.
  @Test func wordsForOneThingAreOne() throws {
    let lexicon = Lexicon(named: "figure-words.tsv")
    let (kind, column) = (lexicon.column("kind"), lexicon.column("example"))
    for row in lexicon.rows {
      #expect(["same", "empty", "beside", "persons", "source", "population"].contains(row[kind]))
      guard !row[column].isEmpty else { continue }
      let figures = row[column].split(separator: "|").map { part in
        let fields = part.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        return Self.figure(5, fields[0], fields[1])
      }
      let subjects = try figures.map { try #require(FigureSubject($0), "\(row)") }
      #expect(subjects.count == 2 && subjects[0].isOne(with: subjects[1], sameStory: false), "\(subjects)")
    }
  }

  @Test(arguments: [
    ("people killed in the Wexley fire", "people injured in the Wexley fire"),
    ("votes for Crane in Wexley", "votes against Crane in Wexley"),
    ("Wexley employment rate", "Wexley unemployment rate"),
    ("people who left Wexley Island", "people killed on Wexley Island"),
  ]) func wordsForTwoThingsAreTwo(a: String, b: String) throws {
    let (one, other) = try (#require(FigureSubject(Self.figure(5, "person", a))), #require(FigureSubject(Self.figure(5, "person", b))))
    #expect(!one.isOne(with: other, sameStory: true))
  }

  /// Whom a number is credited to is no part of what it counts.
  @Test func aNamedSourceIsNoPartOfTheSubject() throws {
    var first = Self.figure(5, "marcher", "Hollin Institute counted marchers at the Wexley parade")
    first.attributedTo = "Hollin Institute"
    let second = Self.figure(5, "marcher", "marchers at the Wexley parade")
    #expect(try #require(FigureSubject(first)).words == #require(FigureSubject(second)).words)
  }

  // MARK: Places

  private static func subject(
    _ concept: String, _ sentence: String, dateline: String? = nil, outlet: String? = nil, address: String? = nil
  ) throws -> FigureSubject {
    let offset =
      sentence.unicodeScalars.firstIndex { ("0"..."9").contains($0) }
      .map { sentence.unicodeScalars.distance(from: sentence.unicodeScalars.startIndex, to: $0) } ?? 0
    let setting = FigureSetting(sentence: sentence, offset: offset, dateline: dateline, outlet: outlet, address: address)
    return try #require(FigureSubject(figure(5, "percent", concept), in: setting))
  }

  @Test(arguments: [
    ("jobless rate in Spain", "The jobless rate in Spain was 5 percent.", ["spain"], FigurePlace.Source.concept),
    ("Spanish jobless rate", "PARIS — The Spanish jobless rate was 5 percent.", ["spain"], .concept),
    ("U.S. jobless rate", "The U.S. jobless rate was 5 percent.", ["united states"], .concept),
    ("length of the Hatcher Bend lock", "The Hatcher Bend lock is 5 metres long.", [], .concept),
    ("jobless rate", "In Leeds, the jobless rate was 5 percent, above that in Hull.", ["leeds"], .sentence),
    ("jobless rate", "The jobless rate was 5 percent in Hull; in Leeds it fell.", ["hull"], .sentence),
    ("jobless rate", "In Wexley Bay the jobless rate was 5 percent.", ["wexley bay"], .sentence),
    ("jobless rate", "In March the jobless rate was 5 percent.", ["madrid"], .dateline),
    ("jobless rate", "The jobless rate in the German army was 5 percent.", ["madrid"], .dateline),
  ]) func thePlaceOfAFigureIsFound(concept: String, sentence: String, names: [String], source: FigurePlace.Source) throws {
    let subject = try Self.subject(concept, sentence, dateline: "madrid")
    #expect(subject.place?.names ?? [] == names && subject.place?.source ?? source == source, "\(subject)")
  }

  @Test func theOutletTellsThePlaceLast() throws {
    let sentence = "The jobless rate was 5 percent."
    #expect(try Self.subject("jobless rate", sentence, outlet: "The Boston Courier").place?.names == ["boston"])
    #expect(
      try Self.subject("jobless rate", sentence, outlet: "The Courier", address: "https://courier.example.ca/1").place?.names == [".ca"])
    #expect(try Self.subject("jobless rate", sentence, outlet: "The Courier", address: "https://courier.io/1").place == nil)
    // Words that tell the thing need no outlet, and names no dateline.
    #expect(try Self.subject("Wexley Bank jobless rate", sentence, dateline: "madrid", outlet: "The Boston Courier").place == nil)
  }

  @Test(
    arguments: [
      ("PARIS, March 3 (Reuters) — The rate fell.", "paris"), ("NEW YORK (AP) -- The rate fell.", "new york"),
      ("WEXLEY BAY, Ohio — The rate fell.", "wexley bay"), ("Paris (AFP) - The rate fell.", "paris"), ("BREAKING — The rate fell.", nil),
      ("The rate — once high — fell.", nil), ("The rate fell.", nil), ("", nil), ("— The rate fell.", nil),
    ] as [(String, String?)]) func datelinesAreRead(paragraph: String, place: String?)
  {
    #expect(Dateline.place(paragraph) == place)
  }

  /// Two known places are two things, whatever the story; a place that one side tells joins within a story, or where other words tell the thing.
  @Test func placesKeepFiguresApart() throws {
    func isOne(_ a: FigureSubject, _ b: FigureSubject, sameStory: Bool = false) -> Bool {
      #expect(a.isOne(with: b, sameStory: sameStory) == b.isOne(with: a, sameStory: sameStory))
      return a.isOne(with: b, sameStory: sameStory)
    }
    let plain = "The jobless rate was 5 percent."
    let paris = try Self.subject("jobless rate", plain, dateline: "paris")
    let madrid = try Self.subject("jobless rate", plain, dateline: "madrid")
    let nowhere = try Self.subject("jobless rate", plain)
    let spain = try Self.subject("jobless rate in Spain", plain)
    #expect(!isOne(paris, madrid) && !isOne(paris, madrid, sameStory: true) && !isOne(spain, madrid))
    #expect(isOne(paris, try Self.subject("jobless rate", "In Paris the jobless rate was 5 percent.")))
    #expect(!isOne(paris, nowhere) && isOne(paris, nowhere, sameStory: true))
    let long = "share of pupils absent from morning lessons"
    #expect(isOne(try Self.subject(long, plain, dateline: "paris"), try Self.subject(long, plain)))
    #expect(
      !isOne(
        try Self.subject("jobless rate", plain, outlet: "Boston Courier"), try Self.subject("jobless rate", plain, outlet: "Leeds Echo")))
    #expect(
      isOne(
        try Self.subject("Norrland jobless rate", plain), try Self.subject("jobless rate", "In Norrland the jobless rate was 5 percent.")))
  }

  @Test func aPopulationIsPartOfTheSubject() throws {
    let women = try Self.subject("jobless rate", "Among women in Spain, the jobless rate was 5 percent.")
    let men = try Self.subject("jobless rate", "Among men in Spain, the jobless rate was 5 percent.")
    #expect(women.place == men.place && !women.isOne(with: men, sameStory: true))
  }
}
