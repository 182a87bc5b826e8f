internal import Record

/// A publication date given alongside a text: a date, or a date-time with or without zone.
enum GivenDate {
  /// The date in the form of RFC 3339. A time without zone names no instant, so only its day is kept. `nil` for text that is not a date.
  static func normalized(_ given: String) -> String? { normalized(Array(given.utf8)) }

  static func normalized(_ given: [UInt8]) -> String? {
    let bytes = given.drop { $0 <= 0x20 }
    guard bytes.count >= 10, let day = day(Array(bytes.prefix(10))) else { return nil }
    let rest = bytes.dropFirst(10)
    guard let separator = rest.first else { return day }
    guard separator | 0x20 == UInt8(ascii: "t") || separator == UInt8(ascii: " ") else { return nil }
    return instant(day, Array(rest.dropFirst())) ?? day
  }

  private static func day(_ bytes: [UInt8]) -> String? {
    guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
      let day = number(bytes[8..<10]), (1...12).contains(month), (1...CalendarDay.length(ofMonth: month, year)).contains(day)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `14:05`, `14:05:00` or `14:05:00.250` with `Z`, `+01:00`, `+0100` or `+01`.
  private static func instant(_ day: String, _ time: [UInt8]) -> String? {
    guard time.count >= 5, time[2] == UInt8(ascii: ":"), let hour = number(time[0..<2]), let minute = number(time[3..<5]), hour < 24,
      minute < 60
    else { return nil }
    var seconds = ":00"
    var index = 5
    if time.count >= 8, time[5] == UInt8(ascii: ":") {
      guard let second = number(time[6..<8]), second <= 60 else { return nil }
      index = 8
      if index < time.count, time[index] == UInt8(ascii: ".") {
        repeat { index += 1 } while index < time.count && number(time[index...index]) != nil
        if index == 9 { return nil }
      }
      seconds = String(decoding: time[5..<index], as: UTF8.self)
    }
    guard let zone = zone(time[index...].filter { $0 > 0x20 }) else { return nil }
    return day + "T" + String(decoding: time[0..<5], as: UTF8.self) + seconds + zone
  }

  private static func zone(_ bytes: [UInt8]) -> String? {
    if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return "Z" }
    guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    let digits = bytes.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard digits.count == 2 || digits.count == 4, let hour = number(digits[0..<2]), hour < 24 else { return nil }
    let minute = digits.count == 4 ? number(digits[2..<4]) : 0
    guard let minute, minute < 60 else { return nil }
    let minutes = digits.count == 4 ? String(decoding: digits[2..<4], as: UTF8.self) : "00"
    return String(decoding: [sign] + digits[0..<2], as: UTF8.self) + ":" + minutes
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}
