/// Days of the Gregorian calendar as numbers, and RFC 3339 instants, computed with integers only.
public enum CalendarDay {
  /// The number of days from 1970-01-01 to a date (Hinnant's algorithm).
  public static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468
  }

  /// The year, month and day of a day number.
  public static func date(_ number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719468
    let era = (shifted >= 0 ? shifted : shifted - 146096) / 146097
    let dayOfEra = shifted - era * 146097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The number of days of a month.
  public static func length(ofMonth month: Int, _ year: Int) -> Int {
    (month == 12 ? number(year + 1, 1, 1) : number(year, month + 1, 1)) - number(year, month, 1)
  }

  /// Formatted as `2017-02-27`.
  public static func text(_ number: Int) -> String {
    let (year, month, day) = date(number)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// The day with which a date or date-time begins, in its own time zone; `nil` if there is none.
  public static func day(of text: String?) -> Int? {
    guard let text else { return nil }
    let digits = Array(text.utf8)
    guard digits.count >= 10, digits[4] == 0x2D, digits[7] == 0x2D, let year = whole(digits[0..<4]), let month = whole(digits[5..<7]),
      let day = whole(digits[8..<10]), (1...12).contains(month), day >= 1, day <= length(ofMonth: month, year)
    else { return nil }
    return number(year, month, day)
  }

  /// Microseconds since 1970 of an RFC 3339 date-time with a time zone; `nil` for a bare date, a time without a zone, and anything else.
  public static func microseconds(_ text: String?) -> Int64? {
    guard let text, let day = day(of: text) else { return nil }
    let bytes = Array(text.utf8)
    guard bytes.count >= 17, bytes[10] == 0x54 || bytes[10] == 0x74 || bytes[10] == 0x20, bytes[13] == 0x3A,
      let hour = whole(bytes[11..<13]), let minute = whole(bytes[14..<16]), hour < 24, minute < 60
    else { return nil }
    var place = 16
    var second = 0
    var fraction: Int64 = 0
    if place + 2 < bytes.count, bytes[place] == 0x3A, let seconds = whole(bytes[place + 1..<place + 3]), seconds <= 60 {
      second = min(seconds, 59)
      place += 3
    }
    if place < bytes.count, bytes[place] == 0x2E {
      place += 1
      var unit: Int64 = 100_000
      while place < bytes.count, bytes[place] >= 0x30, bytes[place] <= 0x39 {
        fraction += Int64(bytes[place] - 0x30) * unit
        unit /= 10
        place += 1
      }
    }
    guard place < bytes.count else { return nil }
    var offset = 0
    switch bytes[place] {
    case 0x5A, 0x7A: guard place + 1 == bytes.count else { return nil }
    case 0x2B, 0x2D:
      let rest = bytes[(place + 1)...].filter { $0 != 0x3A }
      guard rest.count == 4, let hours = whole(rest[0..<2]), let minutes = whole(rest[2..<4]), hours < 24, minutes < 60 else { return nil }
      offset = (hours * 60 + minutes) * (bytes[place] == 0x2D ? -60 : 60)
    default: return nil
    }
    let seconds = Int64(day) * 86400 + Int64(hour * 3600 + minute * 60 + second - offset)
    return seconds * 1_000_000 + fraction
  }

  /// Formatted as `2017-02-27T14:05:00Z`, with fractions of a second only if they are not 0.
  public static func instant(_ microseconds: Int64) -> String {
    let second = floorDivision(microseconds, 1_000_000)
    let fraction = microseconds - second * 1_000_000
    let day = floorDivision(second, 86400)
    let clock = Int(second - day * 86400)
    var text = "\(self.text(Int(day)))T\(padded(clock / 3600, 2)):\(padded(clock / 60 % 60, 2)):\(padded(clock % 60, 2))"
    if fraction != 0 { text += ".\(padded(Int(fraction), 6))" }
    return text + "Z"
  }

  private static func floorDivision(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return digits.count < width ? String(repeating: "0", count: width - digits.count) + digits : digits
  }

  private static func whole(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
