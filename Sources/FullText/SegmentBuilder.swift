/// Receives the groups of a segment, in key order.
protocol GroupSink {
  mutating func begin(key: [UInt8])
  /// Adds a form and its list.
  mutating func add(form: ArraySlice<UInt8>, _ list: EncodedPostings) throws
  /// Closes the group; `union` is the combined list of all its forms, if it is to be stored.
  mutating func end(union: EncodedPostings?) throws
}

/// Collects documents until they are written as a segment.
package struct SegmentBuilder {
  /// For each field, by its byte: for each word of the vocabulary its index in ``terms`` plus one.
  private var numbers = [[UInt32]](repeating: [], count: 256)
  private var terms: [(field: TermField, word: UInt32)] = []
  private var occurrences: [UInt32] = []
  private var positions: [UInt32] = []
  private var ends: [Int] = []
  private(set) var values: [DocValues] = []
  private(set) var lengths: [Int] = []

  /// The number of documents so far.
  package var count: Int { values.count }
  /// The number of words held, which indicates the memory in use.
  package var wordCount: Int { occurrences.count }

  /// Makes a builder without documents.
  package init() {}

  /// Adds a document.
  /// - Parameters:
  ///   - runs: its words, as ranges of indices into `occurrences`.
  ///   - occurrences: numbers of words, as indices into `words`.
  ///   - words: the vocabulary's numbers of the words.
  ///   - vocabulary: the number of words in the vocabulary.
  ///   - length: the number of words in the main field.
  package mutating func add(
    _ runs: ArraySlice<WordRun>, _ occurrences: [UInt32], _ values: DocValues, length: Int, words: [UInt32], vocabulary: Int
  ) {
    for run in runs {
      var known: [UInt32] = []
      swap(&known, &numbers[Int(run.field.rawValue)])
      add(occurrences, run, words, vocabulary, &known)
      swap(&known, &numbers[Int(run.field.rawValue)])
    }
    ends.append(self.occurrences.count)
    self.values.append(values)
    lengths.append(length)
  }

  private mutating func add(_ all: [UInt32], _ run: WordRun, _ words: [UInt32], _ vocabulary: Int, _ numbers: inout [UInt32]) {
    if numbers.count < vocabulary {
      numbers.append(contentsOf: repeatElement(0, count: max(vocabulary, numbers.count * 3 / 2) - numbers.count))
    }
    var position = run.position
    for index in run.words {
      let known = Int(words[Int(all[index])])
      if numbers[known] == 0 {
        terms.append((run.field, UInt32(known)))
        numbers[known] = UInt32(terms.count)
      }
      occurrences.append(numbers[known] - 1)
      positions.append(position)
      position += 1
    }
  }

  /// The documents in the order of a segment, the newest first.
  func order() -> [Int] {
    values.indices.sorted { a, b in
      values[a].time != values[b].time ? values[a].time > values[b].time : values[a].tie < values[b].tie
    }
  }

  /// Passes every group to the sink, in key order.
  func write(order: [Int], _ vocabulary: inout Vocabulary, to sink: inout some GroupSink) throws {
    let lists = invert(order)
    let sorted = TermOrder(terms, &vocabulary).places
    var union = FormUnion()
    var encoder = PostingsEncoder()
    var key: [UInt8] = []
    var index = 0
    while index < sorted.count {
      let group = sorted[index].group
      let field = terms[Int(sorted[index].term)].field
      var end = index + 1
      while end < sorted.count, sorted[end].group == group, terms[Int(sorted[end].term)].field == field { end += 1 }
      key.removeAll(keepingCapacity: true)
      key.append(field.rawValue)
      key.append(contentsOf: field.hasStems ? vocabulary.stems.word(Int(group)) : vocabulary.words.word(Int(group)))
      sink.begin(key: key)
      union.clear()
      for place in index..<end {
        let term = Int(sorted[place].term)
        lists.encode(term, into: &encoder)
        try sink.add(form: vocabulary.words.word(Int(terms[term].word)), encoder.list)
        if end - index > 1 { lists.add(term, to: &union) }
      }
      if end - index > 1, union.settle() >= TermBlock.longUnion {
        union.encode(into: &encoder)
        try sink.end(union: encoder.list)
      } else {
        try sink.end(union: nil)
      }
      index = end
    }
  }

  /// Groups the occurrences by term (counting sort, which keeps the order of documents and positions).
  private func invert(_ order: [Int]) -> InvertedLists {
    var starts = [Int](repeating: 0, count: terms.count + 1)
    for term in occurrences { starts[Int(term) + 1] += 1 }
    for term in terms.indices { starts[term + 1] += starts[term] }
    var next = starts
    var documents = [UInt32](repeating: 0, count: occurrences.count)
    var places = [UInt32](repeating: 0, count: occurrences.count)
    for (number, document) in order.enumerated() {
      for occurrence in (document == 0 ? 0 : ends[document - 1])..<ends[document] {
        let term = Int(occurrences[occurrence])
        let slot = next[term]
        next[term] = slot + 1
        documents[slot] = UInt32(truncatingIfNeeded: number)
        places[slot] = positions[occurrence]
      }
    }
    return InvertedLists(starts: starts, documents: documents, places: places)
  }
}

/// Orders terms as they are stored: by field, stem and word.
private struct TermOrder {
  struct Place {
    /// The field and the first letters of the stem.
    var head: UInt64
    var term: UInt32
    /// The number of the stem, or of the word if the field has no stems.
    var group: UInt32
  }

  private(set) var places: [Place] = []

  init(_ terms: [(field: TermField, word: UInt32)], _ vocabulary: inout Vocabulary) {
    places.reserveCapacity(terms.count)
    for (number, term) in terms.enumerated() {
      let word = Int(term.word)
      let group = term.field.hasStems ? vocabulary.stem(of: word) : word
      let range = term.field.hasStems ? vocabulary.stems.range(group) : vocabulary.words.range(group)
      var head = UInt64(term.field.rawValue)
      for index in 0..<7 {
        let isInside = index < range.count
        let place = range.lowerBound + index
        head = head << 8 | (isInside ? UInt64(term.field.hasStems ? vocabulary.stems.bytes[place] : vocabulary.words.bytes[place]) : 0)
      }
      places.append(Place(head: head, term: UInt32(number), group: UInt32(group)))
    }
    let words = vocabulary.words
    let stems = vocabulary.stems
    places.sort { a, b in
      if a.head != b.head { return a.head < b.head }
      if a.group != b.group {
        return terms[Int(a.term)].field.hasStems
          ? stems.precedes(Int(a.group), Int(b.group)) : words.precedes(Int(a.group), Int(b.group))
      }
      return words.precedes(Int(terms[Int(a.term)].word), Int(terms[Int(b.term)].word))
    }
  }
}

/// All occurrences, grouped by term.
private struct InvertedLists {
  let starts: [Int]
  let documents: [UInt32]
  let places: [UInt32]

  func encode(_ term: Int, into encoder: inout PostingsEncoder) {
    encoder.begin()
    var index = starts[term]
    let last = starts[term + 1]
    if last - index <= PostingsEncoder.few { return encoder.encode(few: documents, places, index..<last) }
    while index < last {
      let document = documents[index]
      var end = index + 1
      while end < last, documents[end] == document { end += 1 }
      encoder.append(positions: places, index..<end)
      encoder.append(document: Int32(bitPattern: document), count: UInt32(end - index))
      index = end
    }
    encoder.finish()
  }

  func add(_ term: Int, to union: inout FormUnion) {
    for index in starts[term]..<starts[term + 1] { union.add(document: documents[index], count: 1) }
  }
}
