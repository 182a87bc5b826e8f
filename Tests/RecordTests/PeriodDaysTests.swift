import Record
import Testing

/// Periods as days, and instants as numbers.
@Suite struct PeriodDaysTests {
  static let periods: [(text: String, first: String?, last: String?)] = [
    ("2016", "2016-01-01", "2016-12-31"), ("2016-02", "2016-02-01", "2016-02-29"), ("2016-02-03", "2016-02-03", "2016-02-03"),
    ("2016-11/2017-02", "2016-11-01", "2017-02-28"), ("/2016-09-30", nil, "2016-09-30"), ("2016/..", "2016-01-01", nil),
    ("2017~", "2017-01-01", "2017-12-31"), ("2016-W36", "2016-09-05", "2016-09-11"), ("2016-22", "2016-06-01", "2016-08-31"),
    ("2016-24", "2016-12-01", "2017-02-28"), ("201X", "2010-01-01", "2019-12-31"), ("2020-W53", "2020-12-28", "2021-01-03"),
    ("2016-33", "2016-01-01", "2016-03-31"),
  ]

  @Test(arguments: periods.indices) func firstAndLastDay(number: Int) throws {
    let (text, first, last) = Self.periods[number]
    let days = try #require(PeriodDays(text))
    #expect(days.first.map(CalendarDay.text) == first)
    #expect(days.last.map(CalendarDay.text) == last)
  }

  @Test(arguments: ["", "/", "spring", "2016-13", "2016-02-30", "20160", "2016-W54", "a/b", "2016/x", "99999999999999999999"])
  func whatIsNoPeriodHasNoDays(text: String) { #expect(PeriodDays(text) == nil) }

  @Test func instantsAreReadWithTheirZoneAndWrittenInUTC() {
    let cases: [(String, String?)] = [
      ("2017-02-27T14:05:00Z", "2017-02-27T14:05:00Z"), ("2017-02-27T23:30:00-05:00", "2017-02-28T04:30:00Z"),
      ("2017-02-27T00:10+0200", "2017-02-26T22:10:00Z"), ("2017-02-27T14:05:00.250Z", "2017-02-27T14:05:00.250000Z"),
      ("2017-02-27", nil), ("2017-02-27T14:05:00", nil), ("2017-02-30T14:05:00Z", nil), ("2017-02-27T25:05:00Z", nil), ("soon", nil),
    ]
    for (text, written) in cases { #expect(CalendarDay.microseconds(text).map(CalendarDay.instant) == written, "\(text)") }
  }
}
