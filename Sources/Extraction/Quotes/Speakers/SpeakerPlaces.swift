internal import Linguistics
internal import Ranking
internal import Record

/// The position of a candidate for the speaker: in the source, by distance, in its sentence, and among the previous speakers.
extension SpeakerFeatures {
  /// Where the source contains the candidate: 1 as the head, 2 as a possessor, 3 after a comma, 4 after another word, 5 at the beginning;
  /// 0 nowhere, 6 where there is no source.
  func placeInSource(_ candidate: SpeakerCandidate, _ setting: Setting) -> UInt64 {
    guard let source = setting.mention.source else { return 6 }
    for number in [candidate.before, candidate.behind].compactMap(\.self) where source.contains(text.names[number].tokens.lowerBound) {
      let name = text.names[number].tokens
      if number == setting.mention.name { return 1 }
      if name.upperBound < text.tokens.count, SourceReader.isPossessive(name.upperBound, text) { return 2 }
      guard name.lowerBound > source.lowerBound else { return 5 }
      return text.bytes[text.tokens[name.lowerBound - 1].range.start] == UInt8(ascii: ",") ? 3 : 4
    }
    return 0
  }

  /// Adds the distance of a candidate's name and its role in its sentence.
  func distance(
    _ candidate: SpeakerCandidate, _ setting: Setting, _ features: inout CandidateFeatures
  ) -> (sentences: UInt64, role: UInt64) {
    guard let number = candidate.before else {
      guard let behind = candidate.behind else { return (15, 15) }
      let name = text.names[behind].tokens
      let sentences = UInt64(min(max(text.sentence(of: name.lowerBound) - setting.sentence, 0), 4)) + 8
      features.add(F.sentences, sentences)
      return (sentences, role(name))
    }
    let name = text.names[number].tokens
    let gap = setting.sentence - text.sentence(of: name.lowerBound)
    let sentences = UInt64(gap <= 4 ? max(gap, 0) : gap <= 7 ? 5 : 6)
    let paragraphs = UInt64(min(max(setting.paragraph - text.paragraph(of: name.lowerBound), 0), 5))
    let role = role(name)
    features.add(F.sentences, sentences)
    features.add(F.paragraphs, paragraphs)
    features.add(F.role, role, sentences)
    features.add(F.place, sentences << 4 | paragraphs, role)
    if sentences == 0 { features.add(F.tokens, CandidateFeatures.bucket(setting.anchor - name.upperBound)) }
    return (sentences, role)
  }

  /// 1 a subject, 2 a possessive, 3 after a preposition, 4 inside a quotation, 5 an object, 0 anything else.
  func role(_ name: Range<Int>) -> UInt64 {
    if text.tokens[name.lowerBound].quotation >= 0 { return 4 }
    if name.upperBound < text.tokens.count, SourceReader.isPossessive(name.upperBound, text) { return 2 }
    if name.upperBound < text.tokens.count {
      switch text.tokens[name.upperBound].tag {
      case .VBD, .VBZ, .VBP, .MD: return 1
      default: break
      }
    }
    var low = name.lowerBound
    var steps = 0
    while low > 0, steps < 4, !text.tokens[low].shape.contains(.sentenceStart),
      text.tokens[low - 1].shape.contains(.capitalized) || [.DT, .NN, .JJ].contains(text.tokens[low - 1].tag)
    {
      low -= 1
      steps += 1
    }
    if text.tokens[low].shape.contains(.sentenceStart) { return 1 }
    guard low > 0 else { return 0 }
    switch text.tokens[low - 1].tag {
    case .IN, .TO: return 3
    case .VB, .VBD, .VBG, .VBN, .VBZ, .VBP: return 5
    default: return 0
    }
  }

  func isSubject(_ token: Int) -> Bool {
    var low = token
    var steps = 0
    while low > 0, steps < 4, !text.tokens[low].shape.contains(.sentenceStart) {
      low -= 1
      steps += 1
    }
    return text.tokens[low].shape.contains(.sentenceStart)
  }

  /// Where the name stands: directly before the cue (1), directly after it inside the source (2) or outside it, as the person addressed (3),
  /// elsewhere (0). Without a cue: close after the content (6), further on (7), not after it (5).
  func beside(_ candidate: SpeakerCandidate, _ setting: Setting) -> UInt64 {
    if let cue = setting.cue {
      if let before = candidate.before, case let end = text.names[before].tokens.upperBound, end <= cue.lowerBound,
        cue.lowerBound - end <= 1
      {
        return 1
      }
      if let behind = candidate.behind, case let start = text.names[behind].tokens.lowerBound, start >= cue.upperBound {
        if start - cue.upperBound <= 2 { return setting.mention.source.map { $0.contains(start) } ?? false ? 2 : 3 }
      }
      return 0
    }
    guard let behind = candidate.behind, let content = setting.contents.last else { return 5 }
    return text.names[behind].tokens.lowerBound - content.upperBound <= 3 ? 6 : 7
  }

  /// The candidate's place among the last speakers: 0 neither of the last two, 1 + paragraphs since then for the last speaker, 8 +
  /// paragraphs for the one before.
  func turns(_ referent: SpeakerCandidate.Referent, _ setting: Setting, _ history: SpeakerHistory) -> UInt64 {
    if let last = history.last, last.referent == referent { return 1 + UInt64(min(max(setting.paragraph - last.paragraph, 0), 4)) }
    if let last = history.secondLast, last.referent == referent { return 8 + UInt64(min(max(setting.paragraph - last.paragraph, 0), 4)) }
    return 0
  }

  /// How many mentions lie inside contents, 2 for more.
  func named(_ mentions: [Int], in contents: [Range<Int>]) -> UInt64 {
    var count: UInt64 = 0
    for run in contents {
      var low = 0
      var high = mentions.count
      while low < high {
        let middle = (low + high) / 2
        if text.names[mentions[middle]].tokens.lowerBound < run.lowerBound { low = middle + 1 } else { high = middle }
      }
      while low < mentions.count, text.names[mentions[low]].tokens.lowerBound < run.upperBound {
        count += 1
        low += 1
        if count == 2 { return 2 }
      }
    }
    return count
  }
}
