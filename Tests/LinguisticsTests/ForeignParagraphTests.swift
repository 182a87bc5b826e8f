import Linguistics
import Record
import Testing

/// Paragraphs in another language between English ones.
@Suite struct ForeignParagraphTests {
  private static let lead = "The harbour master said on Monday that the ferry would not sail before the ice is gone."

  /// Which paragraphs are read, in a text with one paragraph per line.
  private static func read(_ lines: [String]) throws -> [String] {
    let text = lines.joined(separator: "\n\n")
    var start = 0
    let paragraphs = lines.map { line in
      defer { start += line.utf8.count + 2 }
      return Paragraph(ByteRange(start, start + line.utf8.count), .paragraph)
    }
    let analyzed = try #require(Analyzer().analyzeEnglish(text, paragraphs: paragraphs))
    return analyzed.paragraphs.map { String(decoding: analyzed.bytes[$0.range.start..<$0.range.end], as: UTF8.self) }
  }

  @Test(arguments: [
    "El jefe del puerto dijo el lunes que el transbordador no saldr\u{E1} hasta que el hielo se haya ido.",
    "\u{AB}Le bac ne partira pas avant que la glace ne quitte la baie\u{BB}, a d\u{E9}clar\u{E9} le capitaine du port.",
    "Der Hafenmeister sagte am Montag, dass die F\u{E4}hre nicht f\u{E4}hrt.",
    "Umphathi wechweba uthe ngoMsombuluko isikebhe asisoze sahamba kuze kuncibilike iqhwa elisolwandle.",
    "\u{41A}\u{430}\u{43F}\u{438}\u{442}\u{430}\u{43D} \u{441}\u{43A}\u{430}\u{437}\u{430}\u{43B}: \u{43F}\u{430}\u{440}\u{43E}\u{43C} \u{43D}\u{435} \u{43F}\u{43E}\u{439}\u{434}\u{435}\u{442}.",
    "\u{79C1}\u{305F}\u{3061}\u{306F}\u{6E2F}\u{3067}\u{5F85}\u{3063}\u{3066}\u{3044}\u{307E}\u{3059}\u{3002}",
  ]) func translationIsLeftOut(paragraph: String) throws {
    let english = Self.lead + " " + Self.lead
    #expect(try Self.read([english, paragraph, Self.lead]) == [english, Self.lead])
  }

  @Test(arguments: [
    "\u{201C}Wir schaffen das,\u{201D} she said, and the crowd in the square sang with her.",
    "Juan de la Cruz, Mar\u{ED}a de los Santos and the Universidad de los Andes signed.",
    "Banco de la Naci\u{F3}n, Casa de las Flores", "Gracias.", "Results: Norvale 3 Easter Quay 1; Pell Harbour 0 Ash Common 0.",
    "Grilled chicken, brown rice, green salad, apple, almonds.", "",
    "1 scoop oatmeal, 1 cup spinach, 1 cup gooseberries, 8 oz. unsweetened almond milk (or 1 tsp. nut butter and 8 oz. water)",
    "Tinned sardines in tomato sauce 1 tin (120g) 2 tins 4 tins",
  ]) func englishStays(paragraph: String) throws {
    #expect(try Self.read([Self.lead, paragraph, Self.lead]) == [Self.lead, paragraph, Self.lead])
  }
}
