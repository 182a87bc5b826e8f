/// Units by their everyday names: which words select which unit codes, and how a value is written for a reader.
public enum UnitWords {
  /// A unit's code in figures, its names, and how it is written next to a number.
  private struct Unit: Sendable {
    let code: String
    let one: String
    let many: String
    /// Written before the number, for money.
    let sign: String?
    let others: [String]

    init(_ code: String, _ one: String, _ many: String, sign: String? = nil, _ others: String...) {
      self.code = code
      self.one = one
      self.many = many
      self.sign = sign
      self.others = others
    }
  }

  private static let units: [Unit] = [
    Unit("percent", "percent", "percent", "%", "per cent", "pct"),
    Unit("percentage_point", "percentage point", "percentage points", "points", "pp", "basis points"),
    Unit("USD", "dollar", "dollars", sign: "$", "$", "us dollars", "us$", "bucks"),
    Unit("CAD", "Canadian dollar", "Canadian dollars", sign: "C$", "dollar", "dollars", "$", "c$"),
    Unit("AUD", "Australian dollar", "Australian dollars", sign: "A$", "dollar", "dollars", "$", "a$"),
    Unit("NZD", "New Zealand dollar", "New Zealand dollars", sign: "NZ$", "dollar", "dollars", "$", "nz$"),
    Unit("HKD", "Hong Kong dollar", "Hong Kong dollars", sign: "HK$", "dollar", "dollars", "$", "hk$"),
    Unit("SGD", "Singapore dollar", "Singapore dollars", sign: "S$", "dollar", "dollars", "$", "s$"),
    Unit("GBP", "pound", "pounds", sign: "£", "£", "sterling", "pounds sterling"), Unit("EUR", "euro", "euros", sign: "€", "€"),
    Unit("JPY", "yen", "yen", sign: "¥", "¥"), Unit("CNY", "yuan", "yuan", sign: "CN¥", "renminbi"),
    Unit("INR", "rupee", "rupees", sign: "₹", "₹"), Unit("RUB", "ruble", "rubles", sign: "₽", "rouble", "roubles"),
    Unit("CHF", "Swiss franc", "Swiss francs", sign: "CHF ", "franc", "francs"),
    Unit("SEK", "Swedish krona", "Swedish kronor", sign: "SEK ", "krona", "kronor"),
    Unit("MXN", "Mexican peso", "Mexican pesos", sign: "MX$", "peso", "pesos"),
    Unit("BRL", "real", "reais", sign: "R$"), Unit("ZAR", "rand", "rand", sign: "R "),
    Unit("a", "year", "years", "yr", "yrs"), Unit("mo", "month", "months"), Unit("wk", "week", "weeks"), Unit("d", "day", "days"),
    Unit("h", "hour", "hours"), Unit("min", "minute", "minutes"), Unit("s", "second", "seconds"), Unit("ms", "millisecond", "milliseconds"),
    Unit("km", "kilometre", "kilometres", "kilometer", "kilometers"), Unit("m", "metre", "metres", "meter", "meters"),
    Unit("cm", "centimetre", "centimetres", "centimeter", "centimeters"),
    Unit("mm", "millimetre", "millimetres", "millimeter", "millimeters"), Unit("[mi_i]", "mile", "miles", "mi"),
    Unit("[nmi_i]", "nautical mile", "nautical miles"), Unit("[ft_i]", "foot", "feet", "ft"), Unit("[in_i]", "inch", "inches"),
    Unit("[yd_i]", "yard", "yards"), Unit("[lb_av]", "pound", "pounds", "lb", "lbs"), Unit("[oz_av]", "ounce", "ounces", "oz"),
    Unit("[ston_av]", "short ton", "short tons", "ton", "tons"), Unit("[stone_av]", "stone", "stone"),
    Unit("kg", "kilogram", "kilograms", "kilo", "kilos"), Unit("g", "gram", "grams"), Unit("mg", "milligram", "milligrams"),
    Unit("t", "tonne", "tonnes", "ton", "tons", "metric tons"), Unit("[acr_us]", "acre", "acres"), Unit("har", "hectare", "hectares"),
    Unit("km2", "square kilometre", "square kilometres", "square kilometers"), Unit("m2", "square metre", "square metres", "square meters"),
    Unit("[sft_i]", "square foot", "square feet"), Unit("[mi_i]2", "square mile", "square miles"),
    Unit("[mi_us]2", "square mile", "square miles"), Unit("[ft_i]2", "square foot", "square feet"),
    Unit("L", "litre", "litres", "liter", "liters"), Unit("[gal_us]", "gallon", "gallons"), Unit("[bbl_us]", "barrel", "barrels"),
    Unit("Cel", "°C", "°C", "celsius", "degrees celsius", "degrees"),
    Unit("[degF]", "°F", "°F", "fahrenheit", "degrees fahrenheit", "degrees"),
    Unit("W", "watt", "watts"), Unit("kW", "kilowatt", "kilowatts"), Unit("MW", "megawatt", "megawatts"),
    Unit("GW", "gigawatt", "gigawatts"),
    Unit("kW.h", "kilowatt-hour", "kilowatt-hours", "kwh"), Unit("MW.h", "megawatt-hour", "megawatt-hours", "mwh"),
    Unit("[mi_i]/h", "mile an hour", "miles an hour", "mph"), Unit("km/h", "kilometre an hour", "kilometres an hour", "kmh", "kph"),
    Unit("person", "person", "people", "persons"), Unit("woman", "woman", "women"), Unit("man", "man", "men"),
    Unit("child", "child", "children", "kids"), Unit("fraction", "", "", "fractions", "share", "shares of"),
    Unit("{time}", "time", "times", "-fold"),
  ]

  private static let byCode = Dictionary(units.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  private static let byWord: [String: [String]] = {
    var words: [String: [String]] = [:]
    for unit in units {
      for word in Set([unit.one, unit.many] + unit.others) where !word.isEmpty { words[word.lowercased(), default: []].append(unit.code) }
    }
    return words
  }()

  /// The codes selected by a word: `%` selects percent, `dollars` every dollar currency, `pounds` money and weight. Empty if the word names
  /// no unit with a fixed code.
  public static func codes(for word: String) -> [String] { byWord[word.lowercased()] ?? [] }

  /// Words of units, for suggestions.
  public static var words: [String] { byWord.keys.sorted() }

  /// A value with its unit in words: "55 years", "12 miles", "$4.2 billion", "40 percent", "300 people".
  public static func phrase(_ value: Double, to high: Double? = nil, unit: String?) -> String {
    let last = high ?? value
    let known = unit.flatMap { byCode[$0] }
    if let sign = known?.sign {
      let minus = value < 0 ? "-" : ""
      return minus + sign + scaled(abs(value)) + (high.map { "\u{2013}\(sign)\(scaled($0))" } ?? "")
    }
    let numbers = scaled(value) + (high.map { "\u{2013}\(scaled($0))" } ?? "")
    guard let unit else { return numbers }
    let name = known.map { last == 1 ? $0.one : $0.many } ?? fallback(unit, isOne: last == 1)
    return name.isEmpty ? numbers : "\(numbers) \(name)"
  }

  /// A unit in words, for a heading: "years", "dollars", "people".
  public static func name(_ unit: String) -> String {
    guard let known = byCode[unit] else { return fallback(unit, isOne: false) }
    return known.many.isEmpty ? unit : known.many
  }

  private static func fallback(_ unit: String, isOne: Bool) -> String {
    if let slash = unit.firstIndex(of: "/"), slash > unit.startIndex {
      let per = String(unit[unit.index(after: slash)...])
      let below = byCode[per]?.one ?? per.replacing(".", with: " ")
      return "\(fallbackName(String(unit[..<slash]), isOne: isOne)) per \(below)"
    }
    return fallbackName(unit, isOne: isOne)
  }

  private static func fallbackName(_ unit: String, isOne: Bool) -> String {
    if let known = byCode[unit] { return isOne ? known.one : known.many }
    // A code, or a counted noun.
    guard !isOne, unit.count > 2, unit.unicodeScalars.allSatisfy({ $0.properties.isLowercase || $0 == " " || $0 == "-" }) else {
      return unit
    }
    return plural(unit)
  }

  /// The regular plural of an English noun.
  static func plural(_ noun: String) -> String {
    let vowels = "aeiou"
    if noun.hasSuffix("s") || noun.hasSuffix("x") || noun.hasSuffix("ch") || noun.hasSuffix("sh") { return noun + "es" }
    if noun.hasSuffix("y"), let before = noun.dropLast().last, !vowels.contains(before) { return noun.dropLast() + "ies" }
    if noun.hasSuffix("man") { return noun.dropLast(3) + "men" }
    if noun.hasSuffix("person") { return noun.dropLast(6) + "people" }
    return noun + "s"
  }

  /// A number for a reader: digits in groups of three, millions and billions in words.
  public static func scaled(_ value: Double) -> String {
    for (scale, word) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] where abs(value) >= scale && abs(value) < 1e15 {
      let part = value / scale
      let digits = NumberDigits.text(part)
      if digits.count <= 7 { return "\(digits) \(word)" }
    }
    return grouped(value)
  }

  private static func grouped(_ value: Double) -> String {
    let digits = NumberDigits.text(value)
    let parts = digits.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first, whole.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D }), !digits.contains("e") else {
      return digits
    }
    let isNegative = whole.hasPrefix("-")
    let figures = Array(isNegative ? whole.dropFirst() : whole)
    var text = ""
    for (index, figure) in figures.enumerated() {
      if index > 0, (figures.count - index) % 3 == 0 { text.append(",") }
      text.append(figure)
    }
    return (isNegative ? "-" : "") + text + (parts.count > 1 ? ".\(parts[1])" : "")
  }
}
