import Linkage
import Testing

/// Two wordings of one quotation, and what only resembles one.
@Suite struct QuotationMatchTests {
  private static let whole = "We will not leave the islanders without a boat, and we will not raise the fares this year"

  private func isSame(_ a: String, _ b: String) -> Bool {
    let (one, other) = (QuotationWords(a), QuotationWords(b))
    let isSame = QuotationMatch(one, other).isSame
    #expect(isSame == QuotationMatch(other, one).isSame)
    return isSame
  }

  @Test(arguments: [
    "We won\u{2019}t leave the islanders without a boat, and we won't raise the fares this year",
    "We will \u{2026} not raise the fares this year", "We will [...] not raise the fares this year",
    "We [\u{2026}] will not raise the fares this year",
    "[The board] will not leave the islanders without a boat",
  ])
  func oneQuotation(_ other: String) { #expect(isSame(Self.whole, other)) }

  @Test(arguments: [
    "We will leave the islanders without a boat, and we will raise the fares this year", "We will raise the fares this year",
  ])
  func denied(_ other: String) { #expect(!isSame(Self.whole, other)) }

  @Test(arguments: [
    ("We can\u{2019}t keep the old lamp lit", "We cannot keep the old lamp lit"),
    ("They didn't ask for the lamp", "They did not ask for the lamp"),
    ("It isn't the old lamp that failed us", "It is not the old lamp that failed us"),
  ])
  func shortForms(_ short: String, _ long: String) { #expect(isSame(short, long)) }

  @Test(arguments: [
    ("We won't keep the old lamp lit", "We will keep the old lamp lit"),
    ("They didn\u{2019}t ask us for the lamp", "They did ask us for the lamp"),
  ])
  func shortFormsDeny(_ short: String, _ long: String) { #expect(!isSame(short, long)) }
}
