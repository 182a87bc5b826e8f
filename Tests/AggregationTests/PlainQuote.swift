import Record

/// A quote as a plain reader sees it: the reference for answers.
struct PlainQuote {
  let key: String
  let words: [String]
  let speaker: String
  let quote: Quote
  let published: String

  init(_ record: ArticleRecord, _ quote: Quote) {
    key = "\(record.article.id) \(quote.id)"
    self.quote = quote
    words = Self.fold(quote.span.text)
    speaker = Self.fold(quote.speaker ?? "").joined(separator: " ")
    published = record.article.published ?? ""
  }

  private static func fold(_ text: String) -> [String] {
    var text = text.lowercased()
    for (written, folded) in [("’", ""), ("é", "e"), ("ï", "i"), ("ü", "u"), ("ë", "e"), ("-", " "), ("1,400", "1400")] {
      text = text.replacing(written, with: folded)
    }
    return text.split(separator: " ").map(String.init)
  }

  func has(_ forms: String...) -> Bool { forms.contains { words.contains($0) } }
  func row(_ phrase: String) -> Bool { " \(words.joined(separator: " ")) ".contains(" \(phrase) ") }
  func near(_ a: [String], _ b: [String], _ distance: Int) -> Bool {
    words.indices.contains { i in
      words.indices.contains { j in i != j && a.contains(words[i]) && b.contains(words[j]) && abs(i - j) - 1 <= distance }
    }
  }

  /// Queries and what a plain reader would find.
  static var questions: [(String, (PlainQuote) -> Bool)] {
    [
      ("harbour", { $0.has("harbour", "harbours") }),
      ("Harbours", { $0.has("harbour", "harbours") }),
      ("\"harbour\"", { $0.has("harbour") }),
      ("refugees", { $0.has("refugee", "refugees") }),
      ("voted", { $0.has("vote", "votes", "voted") }),
      ("cafe", { $0.has("cafe") }),
      ("NAÏVE", { $0.has("naive") }),
      ("zurich", { $0.has("zurich") }),
      ("don't", { $0.has("dont") }),
      ("1400", { $0.has("1400") }),
      ("1,400", { $0.has("1400") }),
      ("2.5", { $0.has("2.5") }),
      ("well-being", { $0.row("well being") }),
      ("well‑being", { $0.row("well being") }),
      ("“the harbour”", { $0.row("the harbour") }),
      ("\"and of the\"", { $0.row("and of the") }),
      ("border police", { $0.has("border") && $0.has("police") }),
      ("border AND police", { $0.has("border") && $0.has("police") }),
      ("border OR police", { $0.has("border") || $0.has("police") }),
      ("border OR police storm", { $0.has("border") || ($0.has("police") && $0.has("storm")) }),
      ("(border OR police) storm", { ($0.has("border") || $0.has("police")) && $0.has("storm") }),
      ("the -border", { $0.has("the") && !$0.has("border") }),
      ("the NOT border", { $0.has("the") && !$0.has("border") }),
      ("-the", { !$0.has("the") }),
      ("-(the OR and)", { !$0.has("the") && !$0.has("and") }),
      ("ref*", { $0.has("refugee", "refugees", "refuge") }),
      ("f*", { $0.has("ferry", "ferries") }),
      ("\"refuge\" -tax", { $0.has("refuge") && !$0.has("tax", "taxes") }),
      ("border NEAR/2 storm", { $0.near(["border"], ["storm"], 2) }),
      ("refugees NEAR/1 schools", { $0.near(["refugee", "refugees"], ["school", "schools"], 1) }),
      ("speaker:quill", { $0.speaker == "mara quill" }),
      ("speaker:\"Mara Quill\" the", { $0.speaker == "mara quill" && $0.has("the") }),
      ("speaker:zoe", { $0.speaker == "zoe lindqvist" }),
      ("speaker:o’hara", { $0.speaker == "ann ohara" }),
      ("speaker:aber*", { $0.speaker == "jon abernathy" }),
      ("-speaker:quill rain", { $0.speaker != "mara quill" && $0.has("rain") }),
      ("kind:mixed bridge", { $0.quote.kind == .mixed && $0.has("bridge") }),
      ("type:belief", { $0.quote.type == .belief }),
      ("published:2015", { $0.published.hasPrefix("2015") }),
      ("published:2015-03..2015-06 the", { $0.published >= "2015-03" && $0.published < "2015-07" && $0.has("the") }),
      ("published:>2016", { $0.published >= "2017" }),
      ("(published:2014 OR kind:direct) budget", { ($0.published.hasPrefix("2014") || $0.quote.kind == .direct) && $0.has("budget") }),
      ("nothinghasit", { _ in false }),
      ("the nothinghasit", { _ in false }),
      ("\"the nothinghasit\" OR storm", { $0.has("storm") }),
    ]
  }
}
