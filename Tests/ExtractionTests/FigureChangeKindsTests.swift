import Record
import Testing

@testable import Extraction

/// Kinds of change, level, sum and bound, recognized by what is around the number: a text, and what one figure in it must be.
enum FigureChangeKinds {
  /// The amount belongs to an object or to the next member of a list, or is taken off something.
  static let amounts = [
    FigureKind("The mill cut its emissions 45 percent.", 45, unit: "percent", change: "down"),
    FigureKind("The deal would lift the pay of nurses 6 percent.", 6, unit: "percent", change: "up"),
    FigureKind("The herd lost 8 percent of its cows and 16 percent of its calves.", 16, unit: "percent", change: "down"),
    FigureKind("Support is up 8 points since May and 12 points since June.", 12, unit: "percentage_point", change: "up"),
    FigureKind("Bread was up 16% and milk by more than 40%.", 40, bound: ">", unit: "percent", change: "up"),
    FigureKind("Gifts fell 12 per cent last year and legacies by a quarter.", 0.25, unit: "fraction", change: "down"),
    FigureKind("The news wiped $4 million off the firm's value.", 4e6, unit: "USD", change: "down"),
    FigureKind("The strike could shave 0.2 percentage points off growth.", 0.2, unit: "percentage_point", change: "down"),
    FigureKind("Meeting the demand would add $31 million to its yearly costs.", 31e6, unit: "USD", change: "up"),
    FigureKind("The pit wants an annual growth rate of 6.2 percent.", 6.2, unit: "percent", change: "up"),
    FigureKind("It offered raises of 14.5 percent.", 14.5, unit: "percent", change: "up"),
    FigureKind("Jobs were up 2.7 per cent, or 2,200 jobs.", 2200, unit: "job", change: "up"),
    FigureKind("The shares closed 7% down at 310 pence.", 7, unit: "percent", change: "down"),
    FigureKind("Cocoa fell a bit more than $16.", 16, bound: ">", unit: "USD", change: "down"),
    FigureKind("Waits rose by two weeks.", 2, unit: "wk", change: "up"),
    FigureKind("The plan is to double capacity at the dock.", 2, unit: "{time}", change: "up"),
    FigureKind("The broker's shares gave up 6.1 percent.", 6.1, unit: "percent", change: "down"),
    FigureKind("The college has risen 23 places to 41st.", 23, unit: "place", change: "up"),
    FigureKind("The new deal would lift pay 34 percent.", 34, unit: "percent", change: "up"),
    FigureKind("The plan would cut output by 4 percent to 9 percent.", 4, 9, unit: "percent", change: "down"),
  ]
  /// The level after a change, and what it was before.
  static let levels = [
    FigureKind("Sales hit $19 million last year, up 38% from 2014.", 19e6, unit: "USD", change: "up"),
    FigureKind("The force recorded 1,318 thefts in the year to May, a fall of 9%.", 1318, unit: "theft", change: "down"),
    FigureKind("The surplus was $4.5 billion, down from a revised $6.8 billion.", 4.5e9, unit: "USD", change: "down"),
    FigureKind("Some 70 percent of members back it, a drop from 76 percent.", 70, bound: "~", unit: "percent", change: "down"),
    FigureKind("Prices have fallen from $615 in 1993 to a record low of $84.", 84, unit: "USD", change: "down"),
    FigureKind("The toll on the bridge rose from $10 per car in 2008 to $30.", 30, unit: "USD", change: "up"),
    FigureKind("Sales went from 60 boats in May to 130 boats.", 130, unit: "boat", change: "up"),
    FigureKind("Her lead narrowed from May's 20-point gap to 13 points.", 13, change: "down"),
    FigureKind("The blast brought the number of deaths this year to 58.", 58, change: "up"),
    FigureKind("The firm aims to bring deaths below 124.", 124, bound: "<", change: "down"),
    FigureKind("Prices ticked up to 4.4 percent.", 4.4, unit: "percent", change: "up"),
    FigureKind("The council put the share up to 40 percent.", 40, unit: "percent", change: "up"),
    FigureKind("The shares were up 4.4% at 61.30 euros.", 61.3, unit: "EUR", change: "up"),
    FigureKind("The odds stand at 60 percent, from 51 percent a week ago.", 60, unit: "percent", change: "up"),
    FigureKind("The bank has raised its rate eight times since May 2014 to 18 percent.", 18, unit: "percent", change: "up"),
    FigureKind("Reserves fell by $2.4 billion in the week ended August 4, to $601 billion.", 601e9, unit: "USD", change: "down"),
    FigureKind("He wants a rise in the fee, from €34 to €41.", 41, unit: "EUR", change: "up"),
    FigureKind("She tripled the rent of the shop to $9,000.", 9000, unit: "USD", change: "up"),
    FigureKind("The shares closed down 11p at 48p.", 0.48, unit: "GBP", change: "down"),
  ]
  /// Not a change at all: margins, results, idioms, and people who do something.
  static let none = [
    FigureKind("Her support falls four points short of his mark.", 4),
    FigureKind("The vote fell well short of the 176 seats it needed.", 176),
    FigureKind("The sum was raised by nine firefighters.", 9, unit: "firefighter"),
    FigureKind("The string was cut in two places.", 2, unit: "place"), FigureKind("They racked up $50,000 in fines.", 50_000, unit: "USD"),
    FigureKind("The move would free up 5 percent of the budget.", 5, unit: "percent"),
    FigureKind("The town wants to sink $30 million into the pier.", 30e6, unit: "USD"),
    FigureKind("The club has lost four semifinals.", 4, unit: "semifinal"), FigureKind("It sits at +32 points in the poll.", 32),
    FigureKind("He lost the seat to a 29-year-old teacher.", 29, unit: "a"),
    FigureKind("Turnout may drop below the 30% threshold.", 30, unit: "percent"),
    FigureKind("Revenue grew 22% compared to $26 million a year before.", 26e6, unit: "USD"),
  ]
  static let money = [
    FigureKind("Sugar worth P7.2 billion was held in Manila; a sack sold at P50.", 50, unit: "PHP"),
    FigureKind("In Lagos a trip that cost N200 now costs more.", 200, unit: "NGN"),
    FigureKind("They face a fine of R1 500.", 1500, unit: "ZAR"),
    FigureKind("A Karachi mill paid Rs1,400 a sack.", 1400, unit: "PKR/sack"),
    FigureKind("He was fined 13 billion won.", 13e9, unit: "KRW"),
    FigureKind("Auckland is dear. In Porirua a flat costs $900,000.", 9e5, unit: "NZD"),
    FigureKind("The Manila firm paid 300 pesos.", 300, unit: "PHP"), FigureKind("Oslo offered 300 million kroner.", 3e8, unit: "NOK"),
    FigureKind("The shares closed at 48p.", 0.48, unit: "GBP"),
    FigureKind("It took 1.5 points of market share.", 1.5, unit: "percentage_point"),
    FigureKind("The bank may trim its rate by a quarter point.", 0.25, unit: "percentage_point", change: "down"),
    FigureKind("The rate rose three-tenths of a percent.", 0.3, unit: "percent", change: "up"),
  ]
  static let numbers = [
    FigureKind("The poll asked people between the ages of 18 and 29.", 18, 29, unit: "a"),
    FigureKind("Most voters were 45 or older.", 45, bound: ">=", unit: "a"),
    FigureKind("Among voters under age 45 she leads.", 45, bound: "<", unit: "a"),
    FigureKind("It ran a two-and-a-half hour class.", 2.5, unit: "h"), FigureKind("The walk took an hour and a half.", 1.5, unit: "h"),
    FigureKind("The plank is a metre and a half long.", 1.5, unit: "m"),
    FigureKind("He was jailed for four years and three months.", 4.25, unit: "a"),
    FigureKind("A quarter of a million people live there.", 250_000, unit: "person"),
    FigureKind("Three thousand, one hundred and six babies were born.", 3106, unit: "baby"),
    FigureKind("The 23-strong choir sang.", 23, unit: "person"), FigureKind("A 380-bed hospital shut.", 380, unit: "bed"),
    FigureKind("Some 8,600 longshoremen walked out.", 8600, bound: "~", unit: "longshoreman"),
    FigureKind("The unit lacks 34 midwives.", 34, unit: "midwife"),
    FigureKind("She has worked there with over six years of practice.", 6, bound: ">", unit: "a"),
    FigureKind("The fee could surpass $1 million.", 1e6, bound: ">", unit: "USD"),
    FigureKind("They were asked about a $6 toll.", 6, unit: "USD"),
    FigureKind("In the poll of voters he beats her 46-40.", 46, unit: "percent"),
    FigureKind("In the poll of voters he beats her 46-40.", 40, unit: "percent"),
    FigureKind("He has a net rating of -30 points (30 percent to 60 percent).", 60, unit: "percent"),
    FigureKind("At 17, she won the prize.", 17, unit: "a"), FigureKind("Their average age (63) is told.", 63, unit: "a"),
    FigureKind("It was seen in one or two towns.", 1, 2, unit: "town"), FigureKind("Checks come every one to five years.", 1, 5, unit: "a"),
    FigureKind("We need seven or eight thousand votes.", 7000, 8000, unit: "vote"),
    FigureKind("Losing 1 to 2 pounds each week is wise.", 1, 2, unit: "[lb_av]/wk"),
    FigureKind("Only about a tenth took part.", 0.1, bound: "~", unit: "fraction"),
    FigureKind("Visits are a fifth lower than in 2011.", 0.2, unit: "fraction", change: "down"),
    FigureKind("She expects another quarter-point move.", 0.25, unit: "percentage_point"),
    FigureKind("Claims could top $2.4 billion by May.", 2.4e9, bound: ">", unit: "USD"),
    FigureKind("Homes are held to 50 litres per person per day.", 50, unit: "L/person/d"),
    FigureKind("They may buy up to an additional 15 per cent of it.", 15, bound: "<=", unit: "percent"),
    FigureKind("They logged 17,000+ writers.", 17_000, bound: ">=", unit: "writer"),
    FigureKind("It has 30+ hours of use.", 30, bound: ">=", unit: "h"),
    FigureKind("She left nine great-grandchildren.", 9, unit: "great-grandchild"),
    FigureKind("They came to a town of less than 1,000.", 1000, bound: "<", unit: "person"),
    FigureKind("There are 90-plus smaller parties.", 90, bound: ">=", unit: "party"),
    FigureKind("Half said no.", 0.5, unit: "fraction"), FigureKind("Police told of two break-ins.", 2, unit: "break-in"),
    FigureKind("The captain, who turns 34 next week, sang.", 34, unit: "a"),
  ]
  static let all = amounts + levels + money + numbers
}

@Suite("Kinds of changes and sums") struct FigureChangeKindsTests {
  @Test("every kind is read in its own unit, bound and change", arguments: FigureChangeKinds.all) func kind(_ kind: FigureKind) {
    FigureKindsTests().kind(kind)
  }

  @Test("margins, results and idioms are no changes", arguments: FigureChangeKinds.none) func unchanged(_ kind: FigureKind) {
    FigureKindsTests().kind(kind)
    for figure in FigureReading.figures(kind.text) where figure.value == kind.value { #expect(figure.change == nil) }
  }

  @Test(
    "an earlier level is the later one's `from`, and no change of its own",
    arguments: [
      ("Prices have fallen from $615 in 1993 to a record low of $84.", 615.0, 84.0),
      ("Sales went from 60 boats in May to 130 boats.", 60, 130), ("Sales rose from $4 million to $6 million.", 4e6, 6e6),
      ("The surplus was $4.5 billion, down from a revised $6.8 billion.", 6.8e9, 4.5e9),
      ("Data use rose to 12.3 GB a month in the quarter to December from 10.4 GB a year earlier.", 10.4, 12.3),
      ("The bill has fallen to $134 million from a peak of $516 million in 2010.", 516e6, 134e6),
      ("Net income dropped to $18 million, or 42 cents a share, from $37 million, or 86 cents.", 37e6, 18e6),
      ("Arrests, it said, stood at 271, down from a peak of 336.", 336, 271),
    ])
  func from(_ text: String, _ earlier: Double, _ later: Double) {
    let found = FigureReading.figures(text)
    #expect(found.first { $0.value == later }?.from == earlier)
    #expect(found.first { $0.value == earlier }?.change == nil)
  }

  @Test(
    "names of models, years of money and digits of a sum are no figures",
    arguments: [
      "The new Kestrel 5C costs more.", "It is told in 2015 dollars.", "She earns six figures.",
      "It ties the drug to type 2 diabetes.", "It is now a three-man race.", "He led the Gang of Eight in the talks.",
      "The film “Nine Doors,” is out.", "They spoke on a one-to-one basis.",
    ])
  func nothing(_ text: String) {
    let found = FigureReading.figures(text)
    #expect(found.isEmpty, "found \(found.map(\.span.text))")
  }
}
