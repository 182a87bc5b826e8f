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
    // Short ones with a quotation: the function words they have may also be English ones ("die", "no", "in").
    "\u{AB} Nous devons agir avant l\u{2019}hiver \u{BB}, a expliqu\u{E9} Paul Renoir, le maire de la ville, devant les habitants r\u{E9}unis.",
    "\"Nous devons agir avant l'hiver\", a expliqu\u{E9} Paul Renoir devant 200 habitants.",
    "\u{201C}Hay que terminar las obras antes del invierno\u{201D}, explic\u{F3} Marta Rueda, alcaldesa de la ciudad. Costar\u{E1}n 40 millones.",
    "\u{201C}In der Stadt ist die Lage in diesem Jahr nicht gut\u{201D}, sagte Paul Reimer. Mehr als 300 Menschen kamen.",
    "\u{201C}Ons kan nie langer wag nie,\u{201D} het Pieter Nel ges\u{EA}. Die werk sal 40 miljoen rand kos.",
    "\"Dobbiamo finire i lavori prima dell'inverno\", ha detto Marta Bruni. Sono previsti 340 passeggeri in pi\u{F9}.",
    "\"Dat is een schande\", zei Piet Visser maandag in de raad. Er kwamen meer dan 300 mensen.",
    "\"Temos de acabar as obras antes do inverno\", afirmou Marta Alves. Custam 40 milh\u{F5}es de euros.",
    "\u{BB}Vi skal v\u{E6}re f\u{E6}rdige f\u{F8}r vinteren\u{AB}, sagde Anna Berg, formand for havnen. Arbejdet koster 40 millioner kroner.",
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
    "\u{201C}Di man dem a come fi tek di boat, mi a tell yuh.\u{201D}",
    "\u{201C}Oye, mijo, come here,\u{201D} said Rosa Diaz. \u{201C}No m\u{E1}s, okay?\u{201D}",
    "Per plate: $200, plus $30 per guest; no refunds, no exchanges.",
    "Cast: Jean de la Fontaine, Marie du Plessis, Jan van den Berg, Ludwig von Hagen.",
    "Real Sociedad de F\u{FA}tbol 3 Olympique de Marseille 1; Stade de Reims 0 Uni\u{F3}n de Santa Fe 2.",
  ]) func englishStays(paragraph: String) throws {
    #expect(try Self.read([Self.lead, paragraph, Self.lead]) == [Self.lead, paragraph, Self.lead])
  }
}
