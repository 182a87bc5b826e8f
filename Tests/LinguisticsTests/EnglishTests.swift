import Linguistics
import Record
import Testing

/// Whether a text is taken for English.
@Suite struct EnglishTests {
  private static func isEnglish(_ text: String) -> Bool {
    let paragraphs = [Paragraph(ByteRange(0, text.utf8.count), .paragraph)]
    return EnglishTest.standard.isEnglish(Analyzer().read(Array(text.utf8), paragraphs: paragraphs))
  }

  @Test(arguments: [
    "The harbour master said on Monday that the ferry would not sail before the ice is gone.",
    "Two dead.", "Board met. Chairman Juan de la Cruz van der Berg: no. Dos Santos, Al Sur, Du Bois: no.",
    "A dog, a cat, a man I know: me.",
    "\u{201C}Wir schaffen das,\u{201D} she said, and the crowd in the square sang with her until the police came.",
    "Results: Norvale 3 Easter Quay 1; Pell Harbour 0 Ash Common 0; Tarn 2 Wick 2; Holm 4 Stoke 0.",
    "Menu Monday: oatmeal, one cup; grilled chicken, six ounces; brown rice, half cup; green salad; apple; almonds, one ounce.",
    "Le Figaro and Die Zeit reported that the vote in Berlin was put off to the spring.",
  ]) func english(text: String) { #expect(EnglishTests.isEnglish(text)) }

  @Test(arguments: [
    "Der Hafenmeister sagte am Montag, dass die F\u{E4}hre nicht vor dem Ende der Woche f\u{E4}hrt und die Inseln ohne Post bleiben.",
    "De havenmeester zei maandag dat de veerboot niet zal varen voor het ijs weg is, en dat de eilanden op hun post moeten wachten.",
    "El jefe del puerto dijo el lunes que el transbordador no saldr\u{E1} hasta que el hielo se haya ido de la bah\u{ED}a.",
    "Le capitaine du port a d\u{E9}clar\u{E9} lundi que le bac ne partira pas avant que la glace ne quitte la baie.",
    "O capit\u{E3}o do porto disse na segunda-feira que a balsa n\u{E3}o sair\u{E1} para as ilhas antes que o gelo se v\u{E1}.",
    "Hamnkaptenen sade p\u{E5} m\u{E5}ndagen att f\u{E4}rjan inte g\u{E5}r f\u{F6}rr\u{E4}n isen \u{E4}r borta och att \u{F6}arna f\u{E5}r v\u{E4}nta.",
    "Liman m\u{FC}d\u{FC}r\u{FC} pazartesi g\u{FC}n\u{FC} buz \u{E7}ok kal\u{131}n oldu\u{11F}u i\u{E7}in bu hafta feribot ve \u{F6}teki gemi seferi olmayacak dedi.",
    "\u{41A}\u{430}\u{43F}\u{438}\u{442}\u{430}\u{43D} \u{441}\u{43A}\u{430}\u{437}\u{430}\u{43B}: \u{43F}\u{430}\u{440}\u{43E}\u{43C} \u{43D}\u{435} \u{43F}\u{43E}\u{439}\u{434}\u{435}\u{442}.",
  ]) func otherLanguages(text: String) { #expect(!EnglishTests.isEnglish(text)) }

  /// Languages without a word list are recognized by the lack of English.
  @Test func unlistedLanguage() {
    let text = String(
      repeating: "Umphathi wechweba uthe ngoMsombuluko isikebhe asisoze sahamba kuze kuncibilike iqhwa elisolwandle. ", count: 6)
    #expect(!EnglishTests.isEnglish(text))
  }
}
