/// Compiles the parts of a plan that look for words.
extension PlanCompiler {
  /// The list of a word in one segment, exact or of all its forms.
  func term(_ word: [UInt8], _ form: WordPattern.Form, _ field: TermField, _ segment: Segment) -> StoredTerm? {
    guard let group = segment.group(field.key(of: word)) else { return nil }
    guard form == .stem, field.hasStems else { return group.forms.first { $0.word == word }?.term }
    if let union = group.union { return union }
    return group.forms.count == 1 ? group.forms[0].term : union(group.forms.map(\.term), segment)
  }

  /// The number of documents that contain a word of the main field, exact or in any of its forms.
  package func documents(of word: [UInt8], _ form: WordPattern.Form) -> Int {
    segments.reduce(0) { $0 + (term(word, form, schema.mainField, $1)?.documents ?? 0) }
  }

  /// The combined list of several forms, where it is short.
  private func union(_ terms: [StoredTerm], _ segment: Segment) -> StoredTerm {
    var run = PostingRun(withPositions: false)
    for term in terms { run.append(term.list) }
    var union = FormUnion()
    for index in run.documents.indices where run.documents[index] < UInt32(segment.documents) {
      union.add(document: run.documents[index], count: run.counts[index])
    }
    _ = union.settle()
    var encoder = PostingsEncoder()
    union.encode(into: &encoder)
    return StoredTerm(documents: union.count { segment.isKnown($0) && !segment.isDeleted($0) }, list: EncodedList(encoder.list))
  }

  /// The combined list of many words, with the positions of all of them.
  private func unionWithPositions(_ terms: [StoredTerm], _ segment: Segment) -> StoredTerm {
    var run = PostingRun(withPositions: true)
    for term in terms { run.append(term.list) }
    let order = Self.orderByDocument(run.documents, documents: Int(segment.documents))
    var encoder = PostingsEncoder()
    encoder.begin()
    var live = 0
    var places: [UInt32] = []
    var next = 0
    while next < order.count {
      let number = run.documents[Int(order[next])]
      places.removeAll(keepingCapacity: true)
      while next < order.count, run.documents[Int(order[next])] == number {
        let index = Int(order[next])
        let start = Int(run.starts[index])
        for place in start..<min(start + Int(run.counts[index]), run.positions.count) { places.append(run.positions[place]) }
        next += 1
      }
      guard !places.isEmpty else { continue }
      if places.count > 1 { places.sort() }
      let document = Int32(bitPattern: number)
      encoder.append(positions: places, places.indices)
      encoder.append(document: document, count: UInt32(places.count))
      if segment.isKnown(document), !segment.isDeleted(document) { live += 1 }
    }
    encoder.finish()
    return StoredTerm(documents: live, list: EncodedList(encoder.list))
  }

  /// Indices into a list of documents, sorted by document, keeping the order within one document. Documents from `documents` on are damage
  /// and left out.
  private static func orderByDocument(_ list: [UInt32], documents: Int) -> [UInt32] {
    if list.count < documents / 16 {
      return list.indices.filter { list[$0] < UInt32(documents) }.map { UInt64(list[$0]) << 32 | UInt64($0) }.sorted()
        .map { UInt32(truncatingIfNeeded: $0) }
    }
    var starts = [UInt32](repeating: 0, count: documents + 1)
    for document in list where document < UInt32(documents) { starts[Int(document) + 1] += 1 }
    for document in 0..<documents { starts[document + 1] += starts[document] }
    var order = [UInt32](repeating: 0, count: Int(starts[documents]))
    for (place, document) in list.enumerated() where document < UInt32(documents) {
      order[Int(starts[Int(document)])] = UInt32(place)
      starts[Int(document)] += 1
    }
    return order
  }

  func words(_ pattern: WordPattern, in field: TermField, isRanked: Bool) throws(FullTextError) -> QueryPlan.Part {
    if pattern.words.count == 1, pattern.form == .prefix { return try prefix(pattern.words[0], in: field, isRanked: isRanked) }
    if pattern.form == .prefix { return try near([pattern], distance: 0, in: field, isRanked: isRanked) }
    let terms = segments.map { segment in
      var known: [[UInt8]: StoredTerm?] = [:]
      return pattern.words.map { word -> StoredTerm? in
        if let found = known[word] { return found }
        let found = term(word, pattern.words.count == 1 ? pattern.form : .exact, field, segment)
        known[word] = .some(found)
        return found
      }
    }
    let weight = isRanked ? ranking.weight(pattern.words.indices.map { word in terms.reduce(0) { $0 + ($1[word]?.documents ?? 0) } }) : 0
    return { [ranking] place in
      var lists: [any PostingSource] = []
      for term in terms[place] {
        guard let term else { return nil }
        lists.append(term.list)
      }
      guard lists.count > 1 else { return WordMatcher(lists[0], weight: weight, ranking: ranking) }
      // A word that occurs twice in the phrase is read once.
      let names = pattern.words.map { word in pattern.words.firstIndex(of: word) ?? 0 }
      return PhraseMatcher(lists, names: names, in: segments[place], weight: weight, ranking: ranking)
    }
  }

  /// All words with a prefix, counted together like one word. Its weight uses the sum of the words' document counts, which is known without
  /// reading any list.
  private func prefix(_ word: [UInt8], in field: TermField, isRanked: Bool) throws(FullTextError) -> QueryPlan.Part {
    let stored = segments.map { source.storage.prefix(field.prefixKey(of: word), in: $0.id) }
    let frequencies = zip(segments, stored).map { segment, stored in
      if let stored, !segment.hasDeleted { return stored.documents }
      var sum = 0
      source.eachList(of: field, prefix: word, in: segment.id) { entry, _ in sum += entry.live }
      return sum
    }
    try prefixWork.add(word, frequencies.reduce(0, +), of: .documents)
    let weight = isRanked ? ranking.weight([min(ranking.documents, frequencies.reduce(0, +))]) : 0
    return { [ranking] place in
      guard frequencies[place] > 0 else { return nil }
      let segment = segments[place]
      let expected = frequencies[place]
      return PrefixMatcher(
        { union(field, word, segment, expected: expected) }, members: { members(field, word, segment) }, estimate: expected, weight: weight,
        ranking: ranking
      ) {
        stored[place].flatMap { stored in ImpactStream { [source] in source.impacts(of: stored.list, part: $0) } }
      }
    }
  }

  private func union(_ field: TermField, _ word: [UInt8], _ segment: Segment, expected: Int) -> PostingUnion {
    var union = PostingUnion(documents: Int(segment.documents), expected: expected)
    union.add(source, field, prefix: word, in: segment.id)
    union.close()
    return union
  }

  /// The documents of all words with a prefix, without counts.
  private func members(_ field: TermField, _ word: [UInt8], _ segment: Segment) -> DocumentSet {
    var members = DocumentSet(of: segment.documents)
    var run = PostingRun(withPositions: false)
    source.eachList(of: field, prefix: word, in: segment.id) { entry, block in
      if entry.place == .few {
        run.append(few: block, at: entry.range.lowerBound, count: Int(entry.documents))
      } else {
        run.append(source.list(entry, of: block))
      }
      guard run.documents.count > 4_096 else { return }
      members.insert(run.documents, of: segment.documents)
      run.clear()
    }
    members.insert(run.documents, of: segment.documents)
    return members
  }

  /// The lists of a pattern's last word, one for each of its forms.
  private func formTerms(_ word: [UInt8], _ form: WordPattern.Form, _ field: TermField, _ segment: Segment) -> [StoredTerm] {
    switch form {
    case .exact: return term(word, .exact, field, segment).map { [$0] } ?? []
    case .stem:
      // The combined list of all forms has no positions; the lists of the forms do.
      guard field.hasStems else { return formTerms(word, .exact, field, segment) }
      return segment.group(field.key(of: word))?.forms.map(\.term) ?? []
    case .prefix:
      var terms: [StoredTerm] = []
      source.eachList(of: field, prefix: word, in: segment.id) { entry, block in
        terms.append(StoredTerm(documents: entry.live, list: source.list(entry, of: block)))
      }
      return terms.count > 1 ? [unionWithPositions(terms, segment)] : terms
    }
  }

  func near(
    _ patterns: [WordPattern], distance: Int, in field: TermField, isRanked: Bool
  ) throws(FullTextError) -> QueryPlan.Part {
    var frequencies: [Int] = []
    var numbers: [WordPattern: Int] = [:]
    // For each segment the words of each pattern; `nil` if one of them does not occur.
    var words: [[[NearMatcher.Word]]?] = segments.map { _ in [] }
    for pattern in patterns {
      var ofPattern: [[NearMatcher.Word]] = segments.map { _ in [] }
      for (index, word) in pattern.words.enumerated() {
        let form = index == pattern.words.count - 1 ? pattern.form : .exact
        let number = numbers.count
        let name = numbers[WordPattern(words: [word], form: form), default: number]
        numbers[WordPattern(words: [word], form: form)] = name
        var frequency = 0
        if form == .prefix, name == number {
          // Counted before any list is read.
          var sum = 0
          for segment in segments { source.eachList(of: field, prefix: word, in: segment.id) { entry, _ in sum += entry.live } }
          try prefixWork.add(word, sum, of: .places)
        }
        for (place, segment) in segments.enumerated() {
          let terms = formTerms(word, form, field, segment)
          let together = terms.count > 1 ? term(word, .stem, field, segment) : terms.first
          guard let together else {
            words[place] = nil
            continue
          }
          frequency += together.documents
          ofPattern[place].append(NearMatcher.Word(all: together.list, forms: terms.map(\.list), name: name))
        }
        frequencies.append(min(frequency, ranking.documents))
      }
      for place in segments.indices { words[place]?.append(ofPattern[place]) }
    }
    let weight = isRanked ? ranking.weight(frequencies) : 0
    return { [words, ranking, source] place in
      words[place].map {
        NearMatcher($0, distance: distance, in: segments[place], weight: weight, ranking: ranking) {
          source.storage.note(.tooManyPlacements)
        }
      }
    }
  }
}
