internal import Aggregation

/// Help: the keyboard shortcuts, and how queries are written.
enum HelpPage {
  static let route = Route(path: ["help"], summary: "The keys, and how queries are written") { _ in
    var html = HTML()
    html("div", .class("help")) { html in
      html("h1", text: "Help")
      html("section", .id("queries")) { queries(&$0) }
      html("section", .id("keys")) { keys(&$0) }
      html("section", .id("marks")) { marks(&$0) }
    }
    return Layout(title: "Help", current: .help).response(html)
  }

  private static let forms: [(String, String)] = [
    ("border refugees", "both words, in any form: refugee finds refugees"),
    ("\u{201C}safe third country\u{201D}", "exactly these words in this order"),
    ("flood OR fire", "either; brackets group: (flood OR fire) insurance"), ("-flood", "all without the word; NOT flood is the same"),
    ("immigra*", "words that begin so"), ("border NEAR/5 police", "at most five words between them"),
    ("speaker:archambault", "who said it, whom a figure is credited to, or the official\u{2019}s name"),
    ("organization:\u{201C}border services\u{201D}", "the speaker\u{2019}s or official\u{2019}s body or place"),
    ("title:minister", "the speaker\u{2019}s or official\u{2019}s title"),
    ("headline:budget", "the article\u{2019}s headline"), ("outlet:post", "the outlet"),
    ("kind:direct", "direct, indirect or mixed quotes"),
    ("type:belief", "what is thought, known or planned, not said; type:all takes every type"),
    ("unit:percent", "figures in a unit: USD, km, person"),
    ("concept:unemployment", "what a figure is about"), ("value:>1000000", "a figure\u{2019}s value; value:1..5 is a range"),
    ("confidence:>=0.9", "how sure it is that words or value are right, from 0 to 1"),
    ("speaker_confidence:>=0.9", "how sure it is who speaks, or whom a figure is credited to"),
    ("published:2017-01..2017-03", "when the article was published"), ("sort:date", "newest first"),
  ]

  private static func queries(_ html: inout HTML) {
    html("h2", text: "How queries are written")
    html("dl", .class("forms")) { html in
      for (form, meaning) in forms {
        html("div") { html in
          html("dt") { html in html("a", .href(Asked(isOfFigures(form) ? .figure : .quote, query: form).address()), text: form) }
          html("dd", text: meaning)
        }
      }
    }
    html("p", text: "OR and NOT are written in capitals. Case, accents and the shapes of quotation marks and hyphens make no difference.")
  }

  /// Whether a field is one that only figures have.
  private static func isOfFigures(_ form: String) -> Bool { ["unit:", "concept:", "value:"].contains { form.hasPrefix($0) } }

  private static let shortcuts: [(String, String)] = [
    ("/", "to the search box"), ("j", "next finding"), ("k", "the one before"), ("Enter", "open the finding"),
    ("c", "copy it with its citation"),
    ("e", "export the rows as CSV"), ("s", "save the search"), ("?", "this help"),
  ]

  private static func keys(_ html: inout HTML) {
    html("h2", text: "Keys")
    html("dl", .class("keys")) { html in
      for (key, meaning) in shortcuts {
        html("div") { html in
          html("dt") { html in html("kbd", text: key) }
          html("dd", text: meaning)
        }
      }
    }
    html("p", .class("switch"), .id("keys-switch"), .flag("hidden")) { html in
      html("input", .set("type", "checkbox"), .id("keys-on"))
      html("label", .set("for", "keys-on"), text: "Single keys are on")
    }
    html("p", .class("note"), text: "Everything works without them, and without scripts.")
  }

  private static func marks(_ html: inout HTML) {
    html("h2", text: "Marks in an article")
    html("p") { html in
      html("mark", .class("q"), text: "Quotes")
      html.text(" have a full line under them, ")
      html("mark", .class("f"), text: "figures")
      html.text(" a dotted one, ")
      html("mark", .class("o"), text: "officials")
      html.text(" a dashed one. A link to an article may end in #char=10,20: the characters of the text, counted in code points from 0.")
    }
  }
}
