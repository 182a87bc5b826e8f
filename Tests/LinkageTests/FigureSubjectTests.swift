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
    #expect(FigureSubject.isSpecific(Self.figure(5, "percent", concept)) == isSpecific)
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
}
