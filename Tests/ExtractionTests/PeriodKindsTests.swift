import Linguistics
import Record
import Testing

@testable import Extraction

/// Kinds of time expression: a sentence, the day of publication, and the time that must be read from it.
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
    PeriodKind("Lambs cost $148, up from $96 in the corresponding week last year.", "2024-03-14", "2023-W11"),
    PeriodKind("The trade grew 31%. It was 48% in the same quarter of 2018.", "2019-11-07", "2018-07/2018-09"),
    PeriodKind("It lost 9 boats on May 3, 2019. A day earlier it had lost 4.", "2020-02-02", "2019-05-02"),
  ]
  /// Words that refer back to a time mentioned earlier in the text.
  static let pointing = [
    PeriodKind("Cases rose 8% in May. Hospitals treated 900 people during the month.", "2021-07-20", "2021-05"),
    PeriodKind("Cases rose 8% in May 2020. It had 90 beds in the same month.", "2021-07-20", "2020-05"),
    PeriodKind("On 30 March it sold 20 boats. The same week it bought 9.", "2022-04-06", "2022-W13"),
    PeriodKind("It cut 90 jobs in January. Some 40 more have gone since then.", "2021-05-20", "2021-01/2021-05"),
    PeriodKind("It moved 90 boats from January to June. It built 40 during the period.", "2021-07-20", "2021-01/2021-06"),
    PeriodKind("The lake held 42 percent in May 2012 and 60 percent in August of that year.", "2018-02-05", "2012-08"),
    PeriodKind("Sales were $26 in the second quarter of 2021, against $24 in the prior-year period.", "2021-08-01", "2020-04/2020-06"),
    PeriodKind("Sales were $26 in the second quarter of 2021, against $24 in the year-ago quarter.", "2021-08-01", "2020-04/2020-06"),
  ]
  /// Parts of the year, and ends that are given only roughly.
  static let places = [
    PeriodKind("It will have spent $9 million by year-end.", "2021-10-26", "2021-12"),
    PeriodKind("It had $9 million in hand at year's end.", "2016-01-04", "2015-12"),
    PeriodKind("The firm sold 3 million sets in the holiday quarter.", "2022-02-04", "2021-10/2021-12"),
    PeriodKind("The shares are up 39 percent year-to-date.", "2021-10-26", "2021"),
    PeriodKind("Capital spending for FY22 is put at $9 million.", "2021-07-29", "2022"),
    PeriodKind("It will cut 40 posts by the end of the decade.", "2024-07-09", "2030"),
    PeriodKind("As of mid-April 6 million people needed help.", "2022-05-04", "/2022-04"),
    PeriodKind("The gap was 4.9% for the year to end-March.", "2022-05-04", "2021-04/2022-03"),
    PeriodKind("Of 214 people killed in the 10 years to the end of 2018, 19 drowned.", "2019-10-17", "2009/2018"),
    PeriodKind("It asked 2,012 adults on October 17 and 18.", "2023-10-20", "2023-10-17/2023-10-18"),
    PeriodKind("Five raids in June and July killed 90 people.", "2021-09-01", "2021-06/2021-07"),
    PeriodKind("Prior to May it had spent $9 million.", "2021-08-20", "/2021-05"),
    PeriodKind("Reefs have lost 40% of their coral since the 1950s.", "2021-09-17", "1950/2021-09-17"),
    PeriodKind("He has scored 16 goals this season.", "2021-09-17", "2021"),
    PeriodKind("Nurses asked for 7% in the spring.", "2021-09-17", "2021-21"),
    PeriodKind("A pupil saved £9 a month over the summer holidays.", "2021-10-17", "2021-22"),
    PeriodKind("It put aside £40m for heating this winter.", "2022-03-30", "2021-24"),
    PeriodKind("He trailed by 9 points in '16.", "2021-10-17", "2016"),
    PeriodKind("Barns cost the firm $9 million in the fiscal year that ended Sept. 30, 2017.", "2018-02-10", "2016-10/2017-09"),
    PeriodKind("It owes $9 million in the fiscal year that began on July 1.", "2023-07-04", "2023-07/2024-06"),
    PeriodKind("The average gift in the October-to-December quarter was $30.", "2016-02-04", "2015-10/2015-12"),
    PeriodKind("The average gift in the October-to-December giving quarter was $30.", "2016-02-04", "2015-10/2015-12"),
    PeriodKind("Output grew by 9% per year during 2011 - 2.", "2014-02-04", "2011/2012"),
    PeriodKind("The judges cut the field to 16 March 1, dropping two cooks.", "2019-03-05", "2019-03-01"),
    PeriodKind("For the half year, profit rose 9 per cent.", "2022-10-27", "2022-01/2022-06"),
    PeriodKind("Sales rose 9 percent through the first nine months.", "2022-10-27", "2022-01/2022-09"),
    PeriodKind("Fines of $2 million were paid last fiscal.", "2019-06-12", "2018"),
    PeriodKind("It will cut 30 posts by the end of the next academic year.", "2024-06-01", "2025"),
    PeriodKind("Nine nurses were hurt by Saturday's blast.", "2008-12-28", "2008-12-27"),
    PeriodKind("She has put in £98 since buying the barn for £1 in 2019.", "2023-11-05", "2019"),
    PeriodKind("It asked 900 adults last Friday and Saturday.", "2021-03-17", "2021-03-12/2021-03-13"),
    PeriodKind("It will add six routes by the end of December.", "2021-10-17", "2021-12"),
    PeriodKind("Output grew by a slower-than-expected 4% in the first quarter.", "2021-05-17", "2021-01/2021-03"),
  ]
}

@Suite struct PeriodKindsTests {
  @Test(arguments: PeriodKind.stretches + PeriodKind.bounds + PeriodKind.anchors + PeriodKind.pointing + PeriodKind.places)
  func isResolved(_ kind: PeriodKind) throws {
    let periods = try #require(FigureReading.record(kind.text, published: kind.published).periods)
    #expect(periods.contains { $0.period == kind.period }, "\(periods.map { "\($0.span.text): \($0.period ?? "none")" })")
  }

  /// Words that leave the year or week open are read both ways, so that the text can decide.
  @Test(arguments: [
    ("Bills would have peaked at 15% in January.", "2022-10-19", "2022-01", "2023-01"),
    ("The race is on Sunday, with 40 boats.", "2022-10-19", "2022-10-16", "2022-10-23"),
    ("It stood at 55 percent in August.", "2026-02-18", "2025-08", "2026-08"),
    ("The guild has called a three-day walkout for the week of 17 June.", "2024-06-01", "2023-W24", "2024-W25"),
  ])
  func anOpenYearOrWeekHasTwoReadings(_ text: String, _ published: String, _ first: String, _ second: String) throws {
    let analyzed = Analyzer().analyze(text, paragraphs: [Paragraph(ByteRange(0, text.utf8.count), .paragraph)])
    let pieces = PieceText(analyzed)
    let s = PieceSentence(source: pieces, bounds: try #require(pieces.sentences.first), number: 0)
    let times = PeriodRecognizer(s, reference: CalendarDate(published: published)).expressions()
    let time = try #require(times.first { $0.other != nil }, "\(times)")
    #expect(Set([time.span?.text, time.other?.text]) == [first, second])
  }

  /// A superlative before "since" says how long a record has stood; the words of a bound do not.
  @Test(arguments: [
    ("It was the wettest June since 1936.", 1), ("It is the only barn sold since 1936.", 1),
    ("The moor has lost at least 44 percent of its ponds since 1936.", 0), ("Only three owls have been seen since 1936.", 0),
  ])
  func aBoundRanksNothing(_ text: String, _ count: Int) throws {
    let pieces = PieceText(Analyzer().analyze(text, paragraphs: [Paragraph(ByteRange(0, text.utf8.count), .paragraph)]))
    let s = PieceSentence(source: pieces, bounds: try #require(pieces.sentences.first), number: 0)
    let times = PeriodRecognizer(s, reference: CalendarDate(published: "2022-06-09")).expressions()
    #expect(StandingTimes.stretches(s, times).count == count)
  }

  /// The text of a period is read back as the same period.
  @Test(arguments: ["2016", "2016-11", "2016-11-30", "2016-W36", "2016-22", "2015/2017", "2016-11/2017-02", "2016-09-03/2016-09-04"])
  func aStretchReadsItsOwnText(_ text: String) {
    #expect(CalendarSpan(text: text)?.text == text)
  }

  @Test(arguments: ["", "/", "2016-31", "2016-11-31", "soon", "2016/2017/2018"])
  func otherTextsAreNoStretch(_ text: String) {
    #expect(CalendarSpan(text: text) == nil)
  }

  @Test func theHalvesOfAGameAreNoHalvesOfAYear() throws {
    let periods = try #require(FigureReading.record("The wing scored 20 points in the first half.", published: "2021-05-20").periods)
    #expect(periods.allSatisfy { $0.period == nil })
  }

  /// A year after "a month" is not a distance in time: "$4 a year from 2019".
  @Test func aRateTakesNoTime() throws {
    let periods = try #require(
      FigureReading.record("The levy would have raised $4 million a year from 2015 through 2018.", published: "2014-05-20").periods)
    #expect(periods.contains { $0.period == "2015/2018" }, "\(periods.map(\.period))")
  }
}
