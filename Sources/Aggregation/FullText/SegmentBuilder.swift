/// Takes documents until they are written as a segment.
struct SegmentBuilder {
  /// A word's place in the order of stored terms and its list.
  typealias Sink = (_ term: [UInt8], _ list: EncodedPostings?, _ forms: [ArraySlice<UInt8>]) throws(IndexError) -> Void

  private var table = WordTable()
  /// The number of each word's stem in ``stemTable``, plus one; 0 where its field has none.
  private var stems: [UInt32] = []
  private var stemTable = WordTable()
  private var words: [UInt32] = []
  private var positions: [UInt32] = []
  private var ends: [Int] = []
  private(set) var facts: [DocumentFacts] = []
  private(set) var lengths: [Int] = []

  /// Documents so far.
  var count: Int { facts.count }
  /// About the memory held.
  var wordCount: Int { words.count }

  /// Adds a document. `translation` keeps the numbers of the entry's words in this builder, by field.
  mutating func add(_ document: PreparedDocument, _ facts: DocumentFacts, words source: WordTable, translation: inout Translation) {
    for run in document.runs {
      let field = run.field.place
      var numbers: [UInt32] = []
      swap(&numbers, &translation.numbers[field])
      if numbers.isEmpty { numbers = [UInt32](repeating: 0, count: source.count) }
      for word in run.words {
        if numbers[Int(word)] == 0 { numbers[Int(word)] = number(of: source.word(Int(word)), field: run.field) + 1 }
        words.append(numbers[Int(word)] - 1)
      }
      positions.append(contentsOf: run.positions)
      swap(&numbers, &translation.numbers[field])
    }
    ends.append(words.count)
    self.facts.append(facts)
    lengths.append(document.length)
  }

  /// The numbers that an entry's words have in a builder, plus one, field by field.
  struct Translation {
    fileprivate var numbers = [[UInt32]](repeating: [], count: TermField.allCases.count)
    init() {}
  }

  private mutating func number(of word: ArraySlice<UInt8>, field: TermField) -> UInt32 {
    let bytes = Array(word)
    let number = table.number(of: bytes, bytes.indices, prefix: field.rawValue)
    if number == stems.count {
      if let prefix = field.stems {
        let stem = EnglishStemmer.stem(bytes)
        stems.append(UInt32(stemTable.number(of: stem, stem.indices, prefix: prefix) + 1))
      } else {
        stems.append(0)
      }
    }
    return UInt32(number)
  }

  /// The documents in the order of a segment: the newest first.
  func order() -> [Int] {
    facts.indices.sorted { a, b in
      facts[a].time != facts[b].time ? facts[a].time > facts[b].time : facts[a].tie < facts[b].tie
    }
  }

  /// Hands every term's list to the sink, in the order of the terms.
  func write(order: [Int], to sink: Sink) throws(IndexError) {
    let lists = invert(order)
    let classes = order.map { LengthClass.of(lengths[$0]) }
    var forms = [[Int]](repeating: [], count: stemTable.count)
    let exact = (0..<table.count).map { Array(table.word($0)) }
    let byWord = exact.indices.sorted { exact[$0].precedes(exact[$1]) }
    for word in byWord where stems[word] > 0 { forms[Int(stems[word]) - 1].append(word) }
    let stem = (0..<stemTable.count).map { Array(stemTable.word($0)) }
    let byStem = stem.indices.sorted { stem[$0].precedes(stem[$1]) }

    var encoder = PostingsEncoder()
    var nextStem = 0
    func writeStems(before term: [UInt8]?) throws(IndexError) {
      while nextStem < byStem.count, term.map({ stem[byStem[nextStem]].precedes($0) }) ?? true {
        let number = byStem[nextStem]
        let list = forms[number].count > 1 ? lists.union(of: forms[number], classes, &encoder) : nil
        try sink(stem[number], list, forms[number].map { exact[$0].dropFirst() })
        nextStem += 1
      }
    }
    for word in byWord {
      try writeStems(before: exact[word])
      try sink(exact[word], lists.list(of: word, classes, &encoder), [])
    }
    try writeStems(before: nil)
  }

  /// Sorts the occurrences by word (counting sort; documents and positions stay in order).
  private func invert(_ order: [Int]) -> InvertedLists {
    var starts = [Int](repeating: 0, count: table.count + 1)
    for word in words { starts[Int(word) + 1] += 1 }
    for word in 0..<table.count { starts[word + 1] += starts[word] }
    var next = starts
    var documents = [UInt32](repeating: 0, count: words.count)
    var places = [UInt32](repeating: 0, count: words.count)
    for (number, document) in order.enumerated() {
      for occurrence in (document == 0 ? 0 : ends[document - 1])..<ends[document] {
        let word = Int(words[occurrence])
        let slot = next[word]
        next[word] = slot + 1
        documents[slot] = UInt32(number)
        places[slot] = positions[occurrence]
      }
    }
    return InvertedLists(starts: starts, documents: documents, places: places)
  }
}

/// All occurrences, word by word.
private struct InvertedLists {
  let starts: [Int]
  let documents: [UInt32]
  let places: [UInt32]

  func list(of word: Int, _ classes: [UInt8], _ encoder: inout PostingsEncoder) -> EncodedPostings {
    var index = starts[word]
    while index < starts[word + 1] {
      var end = index + 1
      while end < starts[word + 1], documents[end] == documents[index] { end += 1 }
      encoder.append(positions: places[index..<end])
      let document = Int(documents[index])
      encoder.append(document: Int32(document), count: UInt32(end - index), length: classes[document])
      index = end
    }
    return encoder.finish()
  }

  /// Documents and counts of several words together.
  func union(of words: [Int], _ classes: [UInt8], _ encoder: inout PostingsEncoder) -> EncodedPostings {
    var next = words.map { starts[$0] }
    while true {
      var least = UInt32.max
      for (index, word) in words.enumerated() where next[index] < starts[word + 1] { least = min(least, documents[next[index]]) }
      if least == .max { return encoder.finish() }
      var count: UInt32 = 0
      for (index, word) in words.enumerated() {
        while next[index] < starts[word + 1], documents[next[index]] == least {
          next[index] += 1
          count += 1
        }
      }
      encoder.append(document: Int32(least), count: count, length: classes[Int(least)])
    }
  }
}
