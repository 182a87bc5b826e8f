internal import Aggregation
internal import Charts
internal import Export

/// What a person speaks about. Each word and each concept links to the quotes and figures that have it.
struct TopicList {
  private let topics: PersonTopics
  private let asked: Asked
  private let credited: Asked
  private let isNamesake: Bool
  private let reference: String

  static let columns = [
    Column("topic"), Column("kind"), Column("findings", .integer), Column("read", .integer), Column("in_index", .integer),
    Column("score", .number), Column("address"),
  ]

  /// - Parameters:
  ///   - asked: the search for all of the person's quotes.
  ///   - credited: the search for all figures credited to them.
  ///   - isNamesake: whether another person's findings are under the same name; no search finds only this person's then, and nothing is
  ///     linked.
  ///   - reference: the person, as in the page's address.
  init(_ topics: PersonTopics, asked: Asked, credited: Asked, isNamesake: Bool, reference: String) {
    self.topics = topics
    self.asked = asked
    self.credited = credited
    self.isNamesake = isNamesake
    self.reference = reference
  }

  /// The person's quotes with a word.
  private func search(_ word: PersonTopics.Word) -> Address {
    var other = asked
    (other.query, other.after, other.limit) = (Self.quoted(word.text), nil, nil)
    return other.address()
  }

  /// The figures credited to the person that are about a concept.
  private func search(_ concept: PersonTopics.Concept) -> Address {
    var other = credited
    other.query = "concept:" + Self.quoted(concept.text)
    return other.address()
  }

  /// The words as a query needs them: in quotation marks if there are several, or if they could be read as an operator.
  private static func quoted(_ words: String) -> String {
    let isPlain = words.unicodeScalars.allSatisfy { $0.properties.isAlphabetic } && words.uppercased() != words
    return isPlain ? words : "\"" + words.filter { $0 != "\"" } + "\""
  }

  /// One row per topic.
  var rows: [[Cell]] {
    topics.words.map { word in
      [
        .text(word.text), .code("word"), .integer(word.quotes), .integer(topics.quotesRead), .integer(word.inIndex),
        .number((word.score * 100).rounded() / 100), .code(isNamesake ? nil : search(word).text),
      ]
    }
      + topics.concepts.map { concept in
        [
          .text(concept.text), .code("concept"), .integer(concept.figures), .integer(topics.figuresRead), .integer(nil), .number(nil),
          .code(isNamesake ? nil : search(concept).text),
        ]
      }
  }

  func write(_ html: inout HTML) {
    guard !topics.words.isEmpty || !topics.concepts.isEmpty else { return }
    html("section", .id("topics")) { html in
      html("h2", text: "Speaks about")
      if !topics.words.isEmpty {
        list(topics.words.map { ($0.text, $0.quotes, search($0)) }, &html)
        html("p", .class("note")) { html in
          html.text(
            "Words in more of the \(Wording.count(topics.quotesRead, "newest quote")) than the \(Wording.count(topics.quotesInIndex, "quote")) of "
              + "the index let expect (log-likelihood ratio of Dunning, above chance by 1 in 1,000). The number tells in how many. ")
          html("a", .href(Address(["person", reference, "topics.csv"])), text: "With their scores as CSV")
        }
      }
      if !topics.concepts.isEmpty {
        html("h3", text: "Figures about")
        list(topics.concepts.map { ($0.text, $0.figures, search($0)) }, &html)
      }
    }
  }

  private func list(_ topics: [(text: String, count: Int, address: Address)], _ html: inout HTML) {
    html("ul", .class("topics")) { html in
      for topic in topics {
        html("li") { html in
          if isNamesake { html("span", text: topic.text) } else { html("a", .href(topic.address), text: topic.text) }
          html.text(" ")
          html("span", .class("tally"), text: NumberText.grouped(topic.count))
        }
      }
    }
  }
}
