internal import FullText
internal import Record

/// Publication times as numbers.
package enum PublicationTime {
  /// The sort value of articles without a date: after all others.
  package static let unknown = Int64.min

  /// The seconds since 1970 on the clock that an RFC 3339 date-time or bare date shows. Its zone is ignored, so that a search for a day
  /// finds what its outlet published on that day.
  package static func seconds(_ text: String?) -> Int64 {
    guard let text else { return unknown }
    let bytes = Array(text.utf8)
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[start..<start + count] {
        guard byte >= 0x30 && byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0, 4) else { return unknown }
    let month = number(5, 2) ?? 1
    let date = number(8, 2) ?? 1
    let clock = (number(11, 2) ?? 0) * 3600 + (number(14, 2) ?? 0) * 60 + (number(17, 2) ?? 0)
    return Int64(CalendarDay.number(year, min(max(month, 1), 12), date)) * 86400 + Int64(clock)
  }

  /// Whether an article is newer than a version of it: by date of retrieval if both have one, else by date of change if both have one;
  /// `nil` if neither decides.
  static func isNewer(_ article: Article, thanRetrieved retrieved: String?, modified: String?) -> Bool? {
    for (new, old) in [(article.provenance.retrieved, retrieved), (article.modified, modified)] {
      guard let new, let old, new != old else { continue }
      return seconds(new) >= seconds(old)
    }
    return nil
  }
}

extension PublicationTime {
  /// The month of a time, counted from the year 0; ``noMonth`` if it is unknown.
  static func monthNumber(of time: Int64) -> Int32 {
    guard time != unknown else { return noMonth }
    let (year, month, _) = CalendarDay.date(Int(time >= 0 ? time / 86_400 : (time - 86_399) / 86_400))
    return Int32(truncatingIfNeeded: year * 12 + month - 1)
  }
  static let noMonth = DocValues.noBucket
}
