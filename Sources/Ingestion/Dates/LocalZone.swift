/// The local time of a country with a single time zone: what a time without zone means on the pages of its papers.
enum LocalZone: Sendable, Hashable {
  /// Minutes ahead of UTC, all year.
  case fixed(Int)
  /// Minutes ahead in winter; an hour more from the last Sunday of March to that of October.
  case european(Int)
  /// Minutes ahead in winter; an hour more from the second Sunday of March to the first of November.
  case american(Int)

  /// The time zone of a host's pages, by its country code; `nil` if the country has several zones. If the host has no country code, the
  /// page's language indicates: by its region ("en-ZA"), or because it is spoken in one zone.
  init?(host: String, language: String?) {
    let end = host.split(separator: ".").last.map(String.init) ?? ""
    if let zone = Self.countries[end] {
      self = zone
    } else if end.utf8.count > 2, let language, !Self.defaults.contains(language.lowercased()),
      let region = language.split(separator: "-").dropFirst().last, region.utf8.count == 2,
      let zone = Self.countries[region.lowercased()]
    {
      self = zone
    } else if let language = language?.split(separator: "-").first.map(String.init), let zone = Self.languages[language], end.utf8.count > 2
    {
      self = zone
    } else {
      return nil
    }
  }

  /// The UTC offset at a local time, as RFC 3339 writes it.
  func offset(year: Int, month: Int, day: Int, hour: Int) -> String {
    switch self {
    case .fixed(let minutes): return Self.written(minutes)
    case .european(let minutes):
      // Clocks change at 01:00 UTC.
      let change = (minutes + 60) / 60
      let isSummer = Self.isBetween((month, day, hour), (3, Self.lastSunday(year, 3), change), (10, Self.lastSunday(year, 10), change + 1))
      return Self.written(minutes + (isSummer ? 60 : 0))
    case .american(let minutes):
      let isSummer = Self.isBetween((month, day, hour), (3, Self.sunday(year, 3, from: 8), 2), (11, Self.sunday(year, 11, from: 1), 2))
      return Self.written(minutes + (isSummer ? 60 : 0))
    }
  }

  private static func isBetween(_ time: (Int, Int, Int), _ start: (Int, Int, Int), _ end: (Int, Int, Int)) -> Bool {
    time >= start && time < end
  }

  private static func written(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return (minutes < 0 ? "-" : "+") + two(abs(minutes) / 60) + ":" + two(abs(minutes) % 60)
  }

  private static func lastSunday(_ year: Int, _ month: Int) -> Int { sunday(year, month, from: 25) }

  /// The first Sunday on or after a day of a month.
  private static func sunday(_ year: Int, _ month: Int, from day: Int) -> Int {
    // Days since Sunday by Sakamoto's method.
    let shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let shifted = month < 3 ? year - 1 : year
    let weekday = (shifted + shifted / 4 - shifted / 100 + shifted / 400 + shifts[month - 1] + day) % 7
    return day + (7 - weekday) % 7
  }

  private static let countries: [String: LocalZone] = {
    var zones: [String: LocalZone] = [:]
    func add(_ hosts: String, _ zone: LocalZone) { for host in hosts.split(separator: " ") { zones[String(host)] = zone } }
    add("de fr it nl be at ch pl se no dk cz hu sk si hr lu mt al ba me mk rs li mc sm va es", .european(60))
    add("uk ie pt", .european(0))
    add("fi ee lv lt gr ro bg cy ua md", .european(120))
    add("tr by sa iq kw qa ke tz ug et so", .fixed(180))
    add("za ls bw zw mz zm mw na sz rw", .fixed(120))
    add("ng cm ao dz tn", .fixed(60))
    add("gh sn ci gm lr sl is", .fixed(0))
    add("in lk", .fixed(330))
    add("np", .fixed(345))
    add("pk uz", .fixed(300))
    add("bd", .fixed(360))
    add("th vn kh la", .fixed(420))
    add("cn hk tw sg my ph", .fixed(480))
    add("jp kr", .fixed(540))
    add("ae om az ge am", .fixed(240))
    add("ar uy", .fixed(-180))
    add("bo ve", .fixed(-240))
    add("co pe pa jm", .fixed(-300))
    add("cr gt hn ni sv", .fixed(-360))
    return zones
  }()

  /// Languages with their regions that systems write on pages of any country.
  private static let defaults: Set = ["en-us", "en-gb", "fr-fr", "es-es", "pt-pt", "pt-br"]

  private static let languages: [String: LocalZone] = [
    "de": .european(60), "it": .european(60), "pl": .european(60), "sv": .european(60), "nb": .european(60), "no": .european(60),
    "da": .european(60), "cs": .european(60), "hu": .european(60), "sk": .european(60), "sl": .european(60), "hr": .european(60),
    "fi": .european(120), "et": .european(120), "lv": .european(120), "lt": .european(120), "el": .european(120), "ro": .european(120),
    "bg": .european(120), "tr": .fixed(180), "ja": .fixed(540), "ko": .fixed(540), "th": .fixed(420), "vi": .fixed(420),
    "hi": .fixed(330), "ta": .fixed(330), "bn": .fixed(360),
  ]
}
