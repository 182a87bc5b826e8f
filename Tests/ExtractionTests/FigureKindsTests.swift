import Record
import Testing

@testable import Extraction

/// Kinds of number, unit and bound that are misread if a word or mark is taken for another: a text, and what one figure in it must be.
struct FigureKind: Sendable, CustomTestStringConvertible {
  var text: String
  var value: Double
  var high: Double?
  var bound = "="
  var unit: String?
  var change: String?

  init(_ text: String, _ value: Double, _ high: Double? = nil, bound: String = "=", unit: String? = nil, change: String? = nil) {
    (self.text, self.value, self.high, self.bound, self.unit, self.change) = (text, value, high, bound, unit, change)
  }

  var testDescription: String { text }

  static let letters = [
    FigureKind("The pier, 300m long, is shut.", 300, unit: "m"), FigureKind("In 2011, 412 t were landed.", 412, unit: "t"),
    FigureKind("The crate (9 t) fell.", 9, unit: "t"), FigureKind("The 2009 grant was 4 m euros.", 4e6, unit: "EUR"),
    FigureKind("The band sold 3.1m vinyl and digital albums.", 3.1e6, unit: "album"), FigureKind("The deficit is $2t.", 2e12, unit: "USD"),
    FigureKind("A kiln runs at 900F.", 900, unit: "[degF]"), FigureKind("She weighs 9st.", 9, unit: "[stone_av]"),
  ]
  static let hyphens = [
    FigureKind("Losses of $300m-plus were booked.", 3e8, bound: ">=", unit: "USD"),
    FigureKind("A £2m-a-week bill is due.", 2e6, unit: "GBP/wk"),
    FigureKind("Debts of €4bn-odd were told.", 4e9, bound: "~", unit: "EUR"), FigureKind("A 3bn-euro loan came.", 3e9, unit: "EUR"),
    FigureKind("Repairs of £2.5m-3m are due.", 2.5e6, 3e6, unit: "GBP"),
    FigureKind("Some 30k-40k fans came.", 30_000, 40_000, bound: "~", unit: "fan"),
    FigureKind("The index is at a 3-1/2-year high.", 3.5, unit: "a"), FigureKind("It has shops in half-a-dozen towns.", 6, unit: "town"),
  ]
  static let signs = [
    FigureKind("The fund had a negative $12 million balance.", -12e6, unit: "USD"),
    FigureKind("The average result was –$40.", -40, unit: "USD"),
    FigureKind("The account stood at £-3.5bn.", -3.5e9, unit: "GBP"),
    FigureKind("Power fell to minus $20 a barrel.", -20, unit: "USD/[bbl_us]"),
    FigureKind("The store was kept between -8 and -20 degrees Celsius.", -20, -8, unit: "Cel"),
  ]
  static let bounds = [
    FigureKind("Fares below $9 or above $30 were left out.", 9, bound: "<", unit: "USD"),
    FigureKind("Fares below $9 or above $30 were left out.", 30, bound: ">", unit: "USD"),
    FigureKind("Nights in the town did not fall below 21C.", 21, bound: ">=", unit: "Cel"),
    FigureKind("The bank said rates would not go above 3 percent.", 3, bound: "<=", unit: "percent"),
    FigureKind("The club spent more than the $7 million that it had.", 7e6, unit: "USD"),
    FigureKind("Valleys saw the heat rise above 38C.", 38, bound: ">", unit: "Cel", change: "up"),
  ]
  static let money = [
    FigureKind("A $30 ticket was sold.", 30, unit: "USD"), FigureKind("The A$30 ticket was sold.", 30, unit: "AUD"),
    FigureKind("Rs 2.4 lakh crore was spent.", 2.4e12, unit: "INR"), FigureKind("It cost N300 million.", 3e8, unit: "NGN"),
    FigureKind("It cost Sh4 billion.", 4e9, unit: "KES"), FigureKind("The bid is C$7 (US$5.10) per share in cash.", 7, unit: "CAD/share"),
    FigureKind("Buyers pay a 30 cents per unit energy levy.", 0.3, unit: "USD/unit"),
    FigureKind("He owed six dollars and ten cents.", 6.1, unit: "USD"),
    FigureKind("It weighs 5lb 8oz.", 5.5, unit: "[lb_av]"),
  ]
  static let rates = [
    FigureKind("It took 151.2 yen to the dollar on Friday.", 151.2, unit: "JPY/USD"),
    FigureKind("The euro rose 0.3 percent to $1.0830.", 1.083, unit: "USD/EUR", change: "up"),
    FigureKind("The rupee closed at 83.12 against the dollar.", 83.12, unit: "INR/USD"),
    FigureKind("The pound shop sold 40 lamps at $1.20.", 1.2, unit: "USD"),
    FigureKind("The yuan fell to 7.10 per dollar on Friday.", 7.1, unit: "CNY/USD"),
    FigureKind("One dollar bought 151.3 yen.", 151.3, unit: "JPY/USD"),
    FigureKind("The yen weakened to 151.2 to the dollar from 149.9.", 149.9, unit: "JPY/USD"),
    FigureKind("Infant mortality fell to 3.1 per 1,000 births in 2019.", 3.1, unit: "death/1000.birth", change: "down"),
    FigureKind("The birth rate was 9.6 for every 1,000 people.", 9.6, unit: "birth/1000.person"),
    FigureKind("The murder rate rose to 5.2 per 100,000 inhabitants.", 5.2, unit: "murder/100000.inhabitant", change: "up"),
    FigureKind("Thefts ran at 14 per 100,000 people.", 14, unit: "theft/100000.person"),
    FigureKind("There were 120 deaths last year. The rate, at 23.1 per 100,000 people, is high.", 23.1, unit: "death/100000.person"),
    FigureKind("It had 1.6 children per woman and a murder rate of 5.2 per 100,000 inhabitants.", 5.2, unit: "murder/100000.inhabitant"),
    FigureKind("The county recorded 12 per 100,000 people.", 12, unit: "1/100000.person"),
    FigureKind("It has 7.5 nurses for every 100,000 residents.", 7.5, unit: "nurse/100000.resident"),
    FigureKind("Milk rose from $2.10 to 2.3 a litre.", 2.3, unit: "USD/L"),
  ]
  static let changes = [
    FigureKind("Thefts rose 7 percent on the year, to 310 cases.", 310, unit: "case", change: "up"),
    FigureKind("Profit climbed 6 percent to a record $3 billion.", 3e9, unit: "USD", change: "up"),
    FigureKind("The mill shipped 310 boats, up 7 percent.", 310, unit: "boat", change: "up"),
    FigureKind("The crown rose 12 sen to close at 71.20 against the dollar.", 71.2, change: "up"),
    FigureKind("The agency won an increase of $90 million, to $2.1 billion.", 2.1e9, unit: "USD", change: "up"),
    FigureKind("The gauge lost 40 points, or 0.61% to 6,512.30.", 6512.3, change: nil),
    FigureKind("The plan raises fixed fees from £11 to £19 a month and unit fees from £5.10 to £5.80.", 5.8, unit: "GBP", change: "up"),
    FigureKind("The coast had 31% more sun than its norm.", 31, unit: "percent", change: nil),
  ]
  static let heads = [
    FigureKind("Some 9,000 people were hit, with 4,000 forced to leave.", 4000, unit: "person"),
    FigureKind("Officers counted 612 proven cases and 940 more under study.", 940, unit: "case"),
    FigureKind("The new law cut the number of small mills to 17.", 17, unit: "mill", change: "down"),
    FigureKind("In the blast 412 people died and thousands suffered burns.", 1000, 10_000, bound: "~", unit: "person"),
    FigureKind("A crew of nine – two pilots and seven guards – was lost.", 9, unit: "person"),
  ]
  static let tallies = [
    FigureKind("Harwick (2-0): Nadia Pryce 19 points and 3 steals. Omar Lund 6 steals.", 19, unit: "point"),
    FigureKind("Harwick (2-0): Nadia Pryce 19 points and 3 steals. Omar Lund 6 steals.", 3, unit: "steal"),
    FigureKind("Harwick (2-0): Nadia Pryce 19 points and 3 steals. Omar Lund 6 steals.", 6, unit: "steal"),
    FigureKind("Lakeport: K. Bremer 1 goal. D. Rowe 2 saves.", 1, unit: "goal"),
    FigureKind("Osei Mensah 3 goals, 1 assist.", 1, unit: "assist"),
    FigureKind("Top scorers: Lund 31 points; Pryce 24 points.", 24, unit: "point"),
  ]
  static let compounds = [
    FigureKind("With a 6.2-cubic-foot drum, it holds a week of washing.", 6.2, unit: "[cft_i]"),
    FigureKind("The 310-square-mile county lost power.", 310, unit: "[smi_us]"),
    FigureKind("The 450-square-metre hall is full.", 450, unit: "m2"),
    FigureKind("A 14-fluid-ounce can costs more.", 14, unit: "[foz_us]"),
    FigureKind("The shed is 7' tall and made of tin.", 7, unit: "[ft_i]"),
    FigureKind("The rug is 8' x 10' and comes from Lakeport.", 10, unit: "[ft_i]"),
    FigureKind("They sang in a 30x45-foot hall.", 30, unit: "[ft_i]"),
    FigureKind("They sang in a 12-by-15-metre hall.", 12, unit: "m"),
    FigureKind("The bed is 4 x 8 feet.", 4, unit: "[ft_i]"),
    FigureKind("- 44% of growers said so.", 44, unit: "percent"),
    FigureKind("The Corva 15 128GB phone is sold out.", 128, unit: "GBy"),
    FigureKind("Entry is free for children 17 and under.", 17, bound: "<=", unit: "a"),
    FigureKind("The board measures 31\" wide.", 31, unit: "[in_i]"),
    FigureKind("There were few cases in the north—26 sick cows and 11 sheep.", 26, unit: "cow"),
    FigureKind("The mill—340 jobs in all—is to shut.", 340, unit: "job"),
    FigureKind("Rents rose sharply—12 percent in a year.", 12, unit: "percent"),
    FigureKind("Among the hundreds trapped were pupils.", 100, 1000, bound: "~", unit: "person"),
    FigureKind("The thousands stranded at the port went home.", 1000, 10_000, bound: "~", unit: "person"),
  ]
  static let all = letters + hyphens + signs + bounds + money + rates + changes + heads + tallies + compounds
}

@Suite("Kinds of figures") struct FigureKindsTests {
  @Test("every kind is read in its own unit, bound and change", arguments: FigureKind.all) func kind(_ kind: FigureKind) {
    let found = FigureReading.figures(kind.text)
    let match = found.first { abs($0.value - kind.value) <= abs(kind.value) * 1e-6 && $0.valueHigh == kind.high }
    #expect(match != nil, "found \(found.map { "\($0.span.text) = \($0.value)" })")
    guard let match else { return }
    #expect(match.bound.rawValue == kind.bound)
    if let unit = kind.unit { #expect(match.unit == unit) }
    if let change = kind.change { #expect(match.change?.rawValue == change) }
  }

  @Test(
    "places on the globe, roads, stars and other scripts give no figure",
    arguments: [
      "The wreck lies at 41° 22’N, 29° 10’E.", "It sank at 19 degrees south.", "The camp is near latitude 54.2.",
      "They ran a shop on 80 Feet Road for years.", "The set shows films in 4K.", "A 4K television hangs there.",
      "The Halden 700 Series dishwasher is quiet.", "The Gear 4 covers sell well.", "He wrote: ‘It was Flight 9’ on it.",
      "约有 9,000 人，超过 30,000 户断电。", "In 2014 Stone told the panel.",
    ])
  func none(_ text: String) {
    let found = FigureReading.figures(text)
    #expect(found.isEmpty, "found \(found.map(\.span.text))")
  }

  @Test("a bare dollar is that of the country of the address, the outlet or the dateline", arguments: DollarHome.all)
  func dollars(_ home: DollarHome) {
    var article = FigureReading.article(home.text)
    (article.url, article.site) = (home.url, home.site)
    #expect(Extractor().record(of: article).figures.first { $0.unitKind == .money }?.unit == home.code)
  }

  @Test("a conversion and a repeat name the figure that they restate; the year of the money is told")
  func links() {
    let found = FigureReading.figures("The bridge cost £113m ($150m).\nWhen the bridge cost £113m, nobody asked why.")
    #expect(found.map(\.sameAs) == [nil, "f1", "f1"])
    let real = FigureReading.figures("The canal cost $40 million in 2015 dollars.")
    #expect(real.first?.priceYear == 2015)
    #expect(real.first?.period == nil)
  }
}

/// A sum in dollars, where it is published, and whose dollars it is in.
struct DollarHome: Sendable, CustomTestStringConvertible {
  var text: String
  var url: String?
  var site: String?
  var code: String

  init(_ text: String, url: String? = nil, site: String? = nil, _ code: String) {
    (self.text, self.url, self.site, self.code) = (text, url, site, code)
  }

  var testDescription: String { "\(text) \(url ?? "") \(site ?? "")" }

  private static let barn = "A barn sold for $700,000, the clerk said."

  static let all = [
    DollarHome("A home in Halifax sold for $700,000.", url: "https://news.example.ca/a", "CAD"),
    DollarHome("A home in Halifax sold for $700,000.", url: "https://news.example.com/a", "CAD"),
    DollarHome("A home in Halifax sold for $700,000.", url: "https://www.nytimes.com/a", "USD"),
    DollarHome(barn, url: "https://www.ottawacitizen.com/a", "CAD"), DollarHome(barn, url: "https://www.scmp.com/a", "HKD"),
    DollarHome(barn, site: "Toronto Star", "CAD"), DollarHome(barn, site: "The Sydney Morning Herald", "AUD"),
    DollarHome(barn, site: "Halifax Lantern", "CAD"), DollarHome(barn, site: "Boston Lantern", "USD"),
    DollarHome(barn, url: "https://www.lantern.co.uk/a", site: "Halifax Lantern", "USD"),
    DollarHome("A barn sold for US$700,000.", site: "Halifax Lantern", "USD"),
    DollarHome("HALIFAX, Nova Scotia, March 3 — \(barn)", "CAD"), DollarHome("AUCKLAND (Lantern) - \(barn)", "NZD"),
    DollarHome("OTTAWA (Reuters) - \(barn)", "USD"), DollarHome("PERTH, Scotland — \(barn)", "USD"),
    DollarHome("OTTAWA — \(barn)", url: "https://www.nytimes.com/a", "USD"),
    DollarHome("WASHINGTON — A U.S. barn sold for $700,000.", site: "Halifax Lantern", "USD"),
    // A dateline with its region.
    DollarHome("HALIFAX, N.S. — \(barn)", "CAD"), DollarHome("Halifax, N.S. — \(barn)", "CAD"),
    DollarHome("TRURO, N.S., March 3 — \(barn)", "CAD"), DollarHome("Halifax, Nova Scotia — \(barn)", "CAD"),
    DollarHome("LONDON, Ont. — \(barn)", "CAD"), DollarHome("PERTH, Ont. — \(barn)", "CAD"),
    DollarHome("MILDURA, Vic. — \(barn)", "AUD"), DollarHome("ORANGE, NSW — \(barn)", "AUD"),
    DollarHome("HALIFAX, N.S. (AP) — \(barn)", "USD"), DollarHome("PERTH, N.J. — \(barn)", "USD"),
    DollarHome("Karl Renn, who sold the mill — \(barn)", "USD"),
    // The only place of a text.
    DollarHome("A house in Toronto sold for $900,000.", "CAD"), DollarHome("A loft in suburban Perth costs $400,000.", "AUD"),
    DollarHome("The fine is $200. It was set in Auckland on Monday.", "NZD"), DollarHome("A barn in Truro, N.S., sold for $90,000.", "CAD"),
    DollarHome("A barn near Perth, Ont., sold for $90,000.", "CAD"), DollarHome("A barn near Dubbo, NSW, sold for $90,000.", "AUD"),
    // In doubt it is that of the United States.
    DollarHome("A house in Toronto sold for $900,000, and one in Denver for $800,000.", "USD"),
    DollarHome("A house in Toronto sold for $900,000, and one in Toledo for $800,000.", "USD"),
    DollarHome("Toronto beat the visitors, whose captain earns $900,000.", "USD"),
    DollarHome("She paid $40 for a lamp in Victorian taste.", "USD"),
    DollarHome("A house in Leeds sold to Perth Bell for $900,000.", "USD"),
    DollarHome("A house in Toronto, Ohio, sold for $90,000.", "USD"),
  ]
}

/// Texts of one kind, of any length, such as a page may hold but no writer writes.
struct FigureFamily: Sendable, CustomTestStringConvertible {
  var name: String
  var make: @Sendable (Int) -> String
  var testDescription: String { name }

  private static func repeated(_ name: String, _ unit: String) -> FigureFamily {
    FigureFamily(name: name) { String(repeating: unit, count: max(1, $0 / unit.utf8.count)) }
  }

  static let all: [FigureFamily] = [
    repeated("fractions", "1/2/3/4/"), repeated("percent signs", "%"), repeated("shares", "5%6%7%"),
    repeated("possessives", "Anna's Bob's 40 "),
    repeated("lists", "5 red and green or blue, "), repeated("distances", "2 days and 3 weeks, "), repeated("signs", "-$5 –£6 €-7 "),
    repeated("groups", "9 999 999 999 "), repeated("ranges", "5-6-7 to 8-9 or 10 "), repeated("degrees", "5° 6' 7\" 8° 9' "),
    repeated("lakh crore", "2 lakh crore crore million "), repeated("since", "since May since 1999 until 7 "),
    repeated("quotation marks", "\"5\" \"6 people\" "), repeated("brackets", "((5 (6) 7 per 8) "),
    FigureFamily(name: "long digits") { "It rose last" + String(repeating: "9", count: $0) + "week to 5 boats." },
    FigureFamily(name: "digits of days") { "in the last " + String(repeating: "9", count: $0) + " days, with 5 boats at sea." },
    FigureFamily(name: "digits grouped") { String(repeating: "999,", count: $0 / 4) + "999 people." },
  ]
}

@Suite("Figures of what no writer writes") struct FigureFamiliesTests {
  static let lengths = [1, 17, 40, 160, 700, 6000]

  @Test("no family ends the process, and its figures are figures", arguments: FigureFamily.all) func isRead(_ family: FigureFamily) {
    for length in Self.lengths {
      let record = FigureReading.record(
        "The clerk said on Monday: " + family.make(length) + "\nThe town has 40 schools.", published: "2017-02-27")
      for figure in record.figures {
        #expect(figure.value.isFinite && figure.valueHigh?.isFinite ?? true)
        #expect(figure.valueHigh.map { $0 >= figure.value } ?? true, "\(figure.span.text)")
        for period in [figure.period, figure.comparedTo?.period].compactMap(\.self) {
          #expect(period.split(separator: "/").count <= 2 && !period.hasPrefix("-"), "\(period)")
        }
      }
    }
  }

  @Test(
    "a distance of any length places nothing absurd",
    arguments: [
      "last9999999999999999999week", "in the last 99999999999999999999 weeks", "in the last 9223372036854775807 days",
      "on the last 999999999 day of 2016", "for the next 5000 centuries", "2147483648 years ago", "the first 4294967296 weeks of 2016",
    ])
  func distances(_ words: String) {
    let record = FigureReading.record("It counted 12 boats \(words) in the log.", published: "2017-02-27")
    #expect(record.figures.contains { $0.value == 12 })
    for period in record.periods ?? [] {
      #expect(period.period.map { $0.utf8.count <= 21 && !$0.contains("--") && !$0.hasPrefix("-") } ?? true, "\(period.period ?? "")")
    }
  }
}
