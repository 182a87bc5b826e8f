internal import Knowledge

/// Reads dates as pages write them: ISO 8601, RFC 822, "May 3, 2019 6:10 pm EDT", "3. Mai 2019", "03.05.2019", seconds since 1970.
struct PageDateReader: Sendable {
  /// The built-in one.
  static let standard = PageDateReader(Lexicon(named: "month-names.tsv"))

  private let months: ByteTable<Int>

  init(_ lexicon: Lexicon) {
    let name = lexicon.column("name"), month = lexicon.column("month")
    months = ByteTable(
      lexicon.rows.map { row in
        guard let number = Int(row[month]) else { row.refuse(month) }
        return (Array(row[name].utf8), number)
      })
  }

  /// The date in the form of RFC 3339: with time if time and zone are known, else only the day; `nil` if there is none.
  /// - Parameters:
  ///   - monthFirst: how to read 03/05/2019.
  ///   - zone: the zone of times that are written without one.
  func read(_ text: String?, monthFirst: Bool = true, zone: LocalZone? = nil) -> String? {
    guard let text else { return nil }
    return read(text.utf8.span.trimmed, monthFirst: monthFirst, zone: zone)
  }

  /// As ``read(_:monthFirst:zone:)``, for text without white space at its ends.
  func read(_ bytes: [UInt8], monthFirst: Bool = true, zone: LocalZone? = nil) -> String? {
    guard bytes.count < 200, bytes.contains(where: { $0 &- 48 < 10 }) else { return nil }
    if bytes[0] &- 48 < 10, let date = iso(bytes, zone) { return plausible(date) }
    return plausible(written(bytes, monthFirst: monthFirst, zone))
  }

  private func plausible(_ date: String?) -> String? {
    guard let date, let year = Int(date.prefix(4)), year >= 1970, year <= 2100 else { return nil }
    return date
  }

  private func iso(_ bytes: [UInt8], _ local: LocalZone?) -> String? {
    if let instant = GivenDate.normalized(bytes), instant.utf8.count > 10 { return instant }
    if let basic = Self.extended(bytes) { return iso(basic, local) }
    if bytes.allSatisfy({ $0 &- 48 < 10 }) {
      if bytes.count == 8 { return GivenDate.normalized(day(bytes[0..<4], bytes[4..<6], bytes[6..<8])) }
      if bytes.count == 10 || bytes.count == 13, let seconds = Int(String(decoding: bytes.prefix(10), as: UTF8.self)),
        seconds > 86_400 * 365
      {
        return Self.instant(seconds)
      }
      return nil
    }
    guard bytes.count >= 8, bytes[0..<4].allSatisfy({ $0 &- 48 < 10 }) else { return nil }
    let separator = bytes[4]
    guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".") else { return nil }
    let parts = bytes.split(maxSplits: 2, omittingEmptySubsequences: false, whereSeparator: { $0 == separator })
    guard parts.count == 3, (1...2).contains(parts[1].count) else { return nil }
    let digits = parts[2].prefix { $0 &- 48 < 10 }
    guard (1...2).contains(digits.count) else { return nil }
    let date = day(parts[0], parts[1], digits)
    var rest = Array(parts[2].dropFirst(digits.count))
    if rest.isEmpty { return GivenDate.normalized(date) }
    if rest[0] != UInt8(ascii: "T"), rest[0] != UInt8(ascii: "t"), rest[0] != 32 { return GivenDate.normalized(date) }
    rest.removeFirst()
    for time in [rest, Self.withoutFraction(rest)] {
      if let full = GivenDate.normalized(date + "T" + String(decoding: time, as: UTF8.self)), full.utf8.count > 10 { return full }
    }
    // "10:00:00 GMT", "6:10 pm"
    guard let day = GivenDate.normalized(date), let time = clock(in: rest) else { return GivenDate.normalized(date) }
    return instant(day, time, local) ?? day
  }

  /// "20201123T110235Z" with the separators of ISO 8601's extended format.
  private static func extended(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 13, bytes[8] | 32 == UInt8(ascii: "t"), bytes[..<8].allSatisfy({ $0 &- 48 < 10 }) else { return nil }
    let time = bytes[9...].prefix { $0 &- 48 < 10 }
    guard time.count == 4 || time.count == 6 else { return nil }
    let clock = [time.prefix(2), time.dropFirst(2).prefix(2), time.count == 6 ? time.suffix(2) : [48, 48]].joined(separator: [58])
    let dash = UInt8(ascii: "-")
    return bytes[..<4] + [dash] + bytes[4..<6] + [dash] + bytes[6..<8] + [bytes[8]] + clock + bytes[time.endIndex...]
  }

  /// A day and a clock time as one instant, using the zone after the time, else the local one.
  private func instant(_ day: String, _ time: (text: String, zone: Zone?), _ local: LocalZone?) -> String? {
    let numbers = day.split(separator: "-").compactMap { Int($0) }
    guard numbers.count == 3, let hour = Int(time.text.prefix(2)) else { return nil }
    let offset: String? =
      switch time.zone {
      case .offset(let offset): offset
      case .place(let place): place.offset(year: numbers[0], month: numbers[1], day: numbers[2], hour: hour)
      case nil: local?.offset(year: numbers[0], month: numbers[1], day: numbers[2], hour: hour)
      }
    return offset.flatMap { GivenDate.normalized(day + "T" + time.text + $0) }
  }

  private func day(_ year: ArraySlice<UInt8>, _ month: ArraySlice<UInt8>, _ day: ArraySlice<UInt8>) -> String {
    func two(_ digits: ArraySlice<UInt8>) -> String { (digits.count == 1 ? "0" : "") + String(decoding: digits, as: UTF8.self) }
    return String(decoding: year, as: UTF8.self) + "-" + two(month) + "-" + two(day)
  }

  private static func withoutFraction(_ time: [UInt8]) -> [UInt8] {
    guard let dot = time.firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }) else { return time }
    let after = time[(dot + 1)...].drop { $0 &- 48 < 10 }
    return Array(time[..<dot] + after)
  }

  /// A date in words or in numbers with dots or slashes.
  private func written(_ bytes: [UInt8], monthFirst: Bool, _ local: LocalZone?) -> String? {
    var tokens: [(text: [UInt8], isNumber: Bool, after: UInt8)] = []
    var index = 0
    while index < bytes.count {
      let isDigit = bytes[index] &- 48 < 10
      let isLetter = Self.isLetter(bytes[index])
      guard isDigit || isLetter else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, isDigit ? bytes[index] &- 48 < 10 : Self.isLetter(bytes[index]) { index += 1 }
      tokens.append(
        (isDigit ? Array(bytes[start..<index]) : Self.lowercased(bytes[start..<index]), isDigit, index < bytes.count ? bytes[index] : 0))
    }
    // 2025年1月13日
    if let year = tokens.firstIndex(where: { Array("年".utf8) == $0.text || Array("년".utf8) == $0.text }), year > 0, year + 3 < tokens.count,
      tokens[year - 1].text.count == 4, tokens[year + 1].isNumber, tokens[year + 3].isNumber,
      let month = Int(String(decoding: tokens[year + 1].text, as: UTF8.self)), month <= 12
    {
      return combine(tokens[year - 1].text, month, tokens[year + 3].text, Self.westernClock(bytes), local)
    }
    for (position, token) in tokens.enumerated() {
      if !token.isNumber, let month = months[token.text] {
        let before = position > 0 ? tokens[position - 1] : nil
        var next = position + 1
        // "3 de mayo de 2019"
        while next < tokens.count, !tokens[next].isNumber, tokens[next].text.count < 4, next < position + 3 { next += 1 }
        guard next < tokens.count else { continue }
        var dayToken = before
        if let before, !before.isNumber, ["de", "of", "th", "st", "nd", "rd"].contains(String(decoding: before.text, as: UTF8.self)),
          position > 1
        {
          dayToken = tokens[position - 2]
        }
        if let dayToken, dayToken.isNumber, dayToken.text.count <= 2, tokens[next].isNumber, tokens[next].text.count == 4 {
          return combine(tokens[next].text, month, dayToken.text, bytes, local)
        }
        // "Monday, 03-May-21 10:15:00 UTC", as RFC 850 writes it; two-digit years up to 69 are of this century.
        if let before, before.isNumber, before.text.count <= 2, before.after == 45, token.after == 45, next == position + 1,
          tokens[next].isNumber, tokens[next].text.count == 2
        {
          let century = tokens[next].text[0] < UInt8(ascii: "7") ? "20" : "19"
          return combine(Array(century.utf8) + tokens[next].text, month, before.text, bytes, local)
        }
        // "May 3, 2019"
        if tokens[next].isNumber, tokens[next].text.count <= 2 {
          var year = next + 1
          while year < tokens.count, year < next + 3, tokens[year].text.count != 4 { year += 1 }
          if year < tokens.count, tokens[year].isNumber, tokens[year].text.count == 4 {
            return combine(tokens[year].text, month, tokens[next].text, bytes, local)
          }
        }
      }
      if token.isNumber, token.text.count <= 2, position + 2 < tokens.count, [46, 47, 45].contains(token.after),
        tokens[position + 1].isNumber, tokens[position + 1].text.count <= 2, tokens[position + 1].after == token.after,
        tokens[position + 2].isNumber,
        let year = Self.fullYear(tokens[position + 2].text, separator: token.after),
        let first = Int(String(decoding: token.text, as: UTF8.self)),
        let second = Int(String(decoding: tokens[position + 1].text, as: UTF8.self))
      {
        let american = second > 12 || (first <= 12 && monthFirst && token.after == 47)
        return american
          ? combine(year, first, tokens[position + 1].text, bytes, local)
          : combine(year, second, token.text, bytes, local)
      }
      if token.isNumber, token.text.count == 4, position + 2 < tokens.count, [45, 47].contains(token.after), tokens[position + 1].isNumber,
        tokens[position + 2].isNumber, let month = Int(String(decoding: tokens[position + 1].text, as: UTF8.self)), month <= 12
      {
        return combine(token.text, month, tokens[position + 2].text, bytes, local)
      }
    }
    return nil
  }

  private func combine(_ year: [UInt8], _ month: Int, _ day: [UInt8], _ bytes: [UInt8], _ local: LocalZone?) -> String? {
    let monthText = Array(String(month).utf8)
    guard let date = GivenDate.normalized(self.day(year[...], monthText[...], day[...])) else { return nil }
    guard let time = clock(in: bytes) else { return date }
    return instant(date, time, local) ?? date
  }

  /// "20時01分" as "20:01 ".
  private static func westernClock(_ bytes: [UInt8]) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    for (sign, replacement) in [("時", ":"), ("시 ", ":"), ("分", " "), ("분", " "), ("日", " "), ("일", " ")] {
      text = text.replacing(sign, with: replacement)
    }
    return Array(text.utf8)
  }

  /// The zone after a clock time.
  private enum Zone {
    case offset(String)
    /// A zone with summer time: "ET".
    case place(LocalZone)
  }

  /// The first clock time of a text and the zone after it.
  private func clock(in bytes: [UInt8]) -> (text: String, zone: Zone?)? {
    var index = 0
    while index + 3 < bytes.count {
      guard bytes[index] &- 48 < 10, index == 0 || bytes[index - 1] &- 48 >= 10 else {
        index += 1
        continue
      }
      var next = index
      while next < bytes.count, bytes[next] &- 48 < 10 { next += 1 }
      // The "04.25" in "15.04.25" is not a time.
      let isInDate = index > 1 && [46, 47, 45].contains(bytes[index - 1]) && bytes[index - 2] &- 48 < 10
      guard !isInDate, next - index <= 2, next + 2 < bytes.count,
        bytes[next] == UInt8(ascii: ":") || bytes[next] == UInt8(ascii: ".") || bytes[next] | 32 == UInt8(ascii: "h"),
        bytes[next + 1] &- 48 < 10, bytes[next + 2] &- 48 < 10, next + 3 >= bytes.count || bytes[next + 3] &- 48 >= 10,
        !(bytes[next] == UInt8(ascii: ".") && next + 3 < bytes.count && bytes[next + 3] == UInt8(ascii: ".")),
        var hour = Int(String(decoding: bytes[index..<next], as: UTF8.self)), hour < 24
      else {
        index = next
        continue
      }
      let minute = String(decoding: bytes[next + 1...next + 2], as: UTF8.self)
      var rest = Array(bytes[(next + 3)...])
      var second = "00"
      if rest.count >= 3, rest[0] == UInt8(ascii: ":"), rest[1] &- 48 < 10, rest[2] &- 48 < 10 {
        second = String(decoding: rest[1...2], as: UTF8.self)
        rest.removeFirst(3)
      }
      let words = String(decoding: rest, as: UTF8.self).lowercased().split(whereSeparator: {
        $0 == " " || $0 == "," || $0 == "(" || $0 == ")" || $0 == "\u{A0}"
      })
      var following = words.prefix(3).map(String.init)
      if following.first == "uhr" || following.first == "h" { following.removeFirst() }
      if let half = following.first?.filter({ $0 != "." }), half == "am" || half == "pm" {
        if half == "pm", hour < 12 { hour += 12 }
        if half == "am", hour == 12 { hour = 0 }
        following.removeFirst()
      }
      let zone = following.first.flatMap { Self.zone($0) }
      return ((hour < 10 ? "0" : "") + "\(hour):\(minute):\(second)", zone)
    }
    return nil
  }

  private static func zone(_ word: String) -> Zone? {
    switch word {
    case "et", "eastern": return .place(.american(-300))
    case "ct", "central": return .place(.american(-360))
    case "mt": return .place(.american(-420))
    case "pt", "pacific": return .place(.american(-480))
    case "gmt", "utc", "z": return .offset("Z")
    case "est", "cdt": return .offset("-05:00")
    case "edt", "ast": return .offset("-04:00")
    case "cst", "mdt": return .offset("-06:00")
    case "mst", "pdt": return .offset("-07:00")
    case "pst": return .offset("-08:00")
    case "adt": return .offset("-03:00")
    // Many pages write "CET" all year, also in summer.
    case "cet", "mez": return .place(.european(60))
    case "bst", "wat": return .offset("+01:00")
    case "cest", "mesz", "sast", "cat": return .offset("+02:00")
    case "eet": return .place(.european(120))
    case "eest", "eat", "msk": return .offset("+03:00")
    case "ist": return .offset("+05:30")
    case "sgt", "hkt", "awst": return .offset("+08:00")
    case "jst", "kst": return .offset("+09:00")
    case "aest": return .offset("+10:00")
    case "aedt": return .offset("+11:00")
    case "nzst": return .offset("+12:00")
    case "nzdt": return .offset("+13:00")
    default: return offset(word)
    }
  }

  /// "+0200", "GMT+0000", "UTC+2", "GMT-5:30".
  private static func offset(_ word: String) -> Zone? {
    var digits = word[...]
    for prefix in ["gmt", "utc"] where digits.hasPrefix(prefix) { digits = digits.dropFirst(3) }
    guard let sign = digits.first, sign == "+" || sign == "-" else { return nil }
    let parts = digits.dropFirst().split(separator: ":")
    guard let first = parts.first, first.allSatisfy({ $0.isASCII && $0.isNumber }), first.utf8.count <= 4 else { return nil }
    let hours = first.utf8.count <= 2 ? first : first.dropLast(2)
    let minutes = parts.count > 1 ? parts[1].prefix(2) : first.utf8.count <= 2 ? "00" : first.suffix(2)
    return .offset(String(sign) + (hours.utf8.count == 1 ? "0" : "") + hours + ":" + minutes)
  }

  /// The full year of 25.04.2024, and of 25.04.24 if the dots rule out a clock time.
  private static func fullYear(_ digits: [UInt8], separator: UInt8) -> [UInt8]? {
    if digits.count == 4 { return digits }
    return digits.count == 2 && separator == UInt8(ascii: ".") ? Array("20".utf8) + digits : nil
  }

  /// Minutes since the year 0 of a date-time with zone, for comparing instants; `nil` for a bare date.
  static func minutes(_ date: String) -> Int? {
    let bytes = Array(date.utf8)
    guard bytes.count >= 20 else { return nil }
    func number(_ start: Int, _ count: Int) -> Int { bytes[start..<start + count].reduce(0) { $0 * 10 + Int($1 &- 48) } }
    var year = number(0, 4), month = number(5, 2)
    if month <= 2 { (year, month) = (year - 1, month + 12) }
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 - 914) / 10 + number(8, 2)
    var minutes = days * 1440 + number(11, 2) * 60 + number(14, 2)
    if bytes[bytes.count - 3] == UInt8(ascii: ":") {
      let offset = number(bytes.count - 5, 2) * 60 + number(bytes.count - 2, 2)
      minutes += bytes[bytes.count - 6] == UInt8(ascii: "-") ? offset : -offset
    }
    return minutes
  }

  /// Seconds since 1970 as a date-time.
  static func instant(_ seconds: Int) -> String {
    let days = seconds / 86_400, rest = seconds % 86_400
    // Days to civil date, after Howard Hinnant's algorithm.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let index = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * index + 2) / 5 + 1
    let month = index < 10 ? index + 3 : index - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return "\(year)-\(two(month))-\(two(day))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  private static func lowercased(_ word: ArraySlice<UInt8>) -> [UInt8] {
    if word.contains(where: { $0 >= 128 }) { return Array(String(decoding: word, as: UTF8.self).lowercased().utf8) }
    return word.map { $0 | 32 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 || byte >= 128 }
}
