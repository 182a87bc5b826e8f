import Record
import Testing

@testable import Extraction

/// Kinds of time expression: a sentence, the day of publication, and the time that is read in it.
struct PeriodKind: Sendable, CustomTestStringConvertible {
  var text: String
  var published: String
  var period: String
  init(_ text: String, _ published: String, _ period: String) { (self.text, self.published, self.period) = (text, published, period) }
  var testDescription: String { text }

  static let stretches = [
    PeriodKind("Sales fell 3% in the June quarter.", "2021-08-12", "2021-04/2021-06"),
    PeriodKind("Profit was $9 million in its fiscal second quarter, which ended Jan. 31.", "2021-03-04", "2020-11/2021-01"),
    PeriodKind("It opened four depots in the three months through May.", "2022-06-20", "2022-03/2022-05"),
    PeriodKind("Orders rose 2% in the 13 weeks to 28 May.", "2022-06-20", "2022-02-27/2022-05-28"),
    PeriodKind("Losses came to £4m in the year to 30 June 2021.", "2021-09-20", "2020-07/2021-06"),
    PeriodKind("Takings rose 4% in the final quarter of 2019.", "2020-02-03", "2019-10/2019-12"),
    PeriodKind("It spent $8 million in the first four months of the year.", "2020-06-03", "2020-01/2020-04"),
    PeriodKind("In the first half sales slipped 2%.", "2020-03-03", "2019-01/2019-06"),
    PeriodKind("Output in H1 2018 was 900 tonnes.", "2019-03-03", "2018-01/2018-06"),
    PeriodKind("The club drew 900 fans over the weekend of May 14-16.", "2021-05-20", "2021-05-14/2021-05-16"),
    PeriodKind("Prices have risen 9% over the past year.", "2021-05-20", "2020-05-20/2021-05-20"),
    PeriodKind("It will build 40 flats in the next three years.", "2021-05-20", "2021-05-20/2024-05-20"),
    PeriodKind("Loans of $9 million fall due between now and May 2023.", "2022-02-10", "2022-02-10/2023-05"),
    PeriodKind("The clinic saw 300 patients between April and December.", "2022-04-22", "2021-04/2021-12"),
    PeriodKind("It lost 300 members in 2014/15.", "2016-04-22", "2014/2015"),
  ]
  static let bounds = [
    PeriodKind("It has hired 90 people since the start of the year.", "2021-05-20", "2021-01-01/2021-05-20"),
    PeriodKind("Rents have dropped 5% since winter.", "2021-05-20", "2020-24/2021-05-20"),
    PeriodKind("It had 90 shops as of Oct. 20 and expected to open more.", "2021-10-26", "/2021-10-20"),
    PeriodKind("The glacier could lose 40% by 2100.", "2021-10-26", "2100"),
    PeriodKind("Ticket sales for the year to date are $5 million.", "2021-10-26", "2021"),
  ]
  static let anchors = [
    PeriodKind("It made 900 boats in the third quarter of 2019, against 700 in the same quarter of 2017.", "2020-02-02", "2017-07/2017-09"),
    PeriodKind("It sold 50 boats in May 2019. Later that month it sold 20 more.", "2020-02-02", "2019-05"),
    PeriodKind("It made 900 boats in 2015, against 700 the previous year.", "2020-02-02", "2014"),
    PeriodKind("It will make 90 boats in 2024 and 40 the year after.", "2023-02-02", "2025"),
    PeriodKind("It made 90 boats in March, up from 70 a year before.", "2023-05-02", "2022-03"),
  ]
}

@Suite struct PeriodKindsTests {
  @Test(arguments: PeriodKind.stretches + PeriodKind.bounds + PeriodKind.anchors)
  func isResolved(_ kind: PeriodKind) throws {
    let periods = try #require(FigureReading.record(kind.text, published: kind.published).periods)
    #expect(periods.contains { $0.period == kind.period }, "\(periods.map { "\($0.span.text): \($0.period ?? "none")" })")
  }

  @Test func theHalvesOfAGameAreNoHalvesOfAYear() throws {
    let periods = try #require(FigureReading.record("The wing scored 20 points in the first half.", published: "2021-05-20").periods)
    #expect(periods.allSatisfy { $0.period == nil })
  }

  /// A year after "a month" in front of it is no distance: "$4 a year from 2019".
  @Test func aRateTakesNoTime() throws {
    let periods = try #require(
      FigureReading.record("The levy would have raised $4 million a year from 2015 through 2018.", published: "2014-05-20").periods)
    #expect(periods.contains { $0.period == "2015/2018" }, "\(periods.map(\.period))")
  }
}
