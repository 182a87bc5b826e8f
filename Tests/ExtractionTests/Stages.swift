import Linguistics
import Record

@testable import Extraction

/// The stages of extraction that `Examples/stages.txt` asks, by the name that it gives them: what each makes of a marked text, in lines.
enum Stages {
  typealias Stage = @Sendable (SketchedText) -> [String]

  static let all: [String: Stage] = repairs.merging(readers) { $1 }.merging(speakers) { $1 }.merging(roles) { $1 }

  // MARK: Reports

  /// What corrects reports or adds some.
  private static let repairs: [String: Stage] = [
    "PlainReports": { sketch in
      each(sketch) { PlainReports(sketch.text, phrases: SubjectPhrases(sketch.text)).read($0, &$1) }
    },
    "AccordingReader": { sketch in
      each(sketch) { AccordingReader(text: sketch.text, phrases: SubjectPhrases(sketch.text)).read($0, &$1) }
    },
    "QuotationForms": { sketch in
      each(sketch) { QuotationForms(sketch.text, phrases: SubjectPhrases(sketch.text)).read($0, &$1) }
    },
    "ContentRims": { sketch in
      each(sketch) { $1 = ContentRims(sketch.text, phrases: SubjectPhrases(sketch.text)).mended($1) }
    },
    "ContentCutter": { sketch in sketch.reports.map { sketch.sketch(ContentCutter(text: sketch.text).cut($0)) } },
    "SourceCompleter": { sketch in
      SourceCompleter(sketch.text, phrases: SubjectPhrases(sketch.text)).completed(sketch.reports).map(sketch.sketch)
    },
    "SourceMender": { sketch in
      sketch.reports.map { sketch.sketch(SourceMender(sketch.text, phrases: SubjectPhrases(sketch.text)).mended($0)) }
    },
    "QuoteSieve": { sketch in sketch.reports.compactMap { QuoteSieve(text: sketch.text).sifted($0, speaker: nil) }.map(sketch.sketch) },
    "QuoteSieve with a speaker": { sketch in
      sketch.reports.compactMap { report in
        let speaker = Speaker(name: report.source.map { sketch.words($0.tokens) }, kind: .person, way: "test")
        return QuoteSieve(text: sketch.text).sifted(report, speaker: speaker)
      }.map(sketch.sketch)
    },
    "QuoteSieve of findings": { sketch in
      sketch.reports.flatMap { report in
        let findings = report.contents.map { content in
          QuoteFinding(
            range: sketch.text.range(content.tokens), kind: content.part == .direct ? .direct : .indirect, type: .assertion, group: nil,
            speaker: nil, mention: nil, cue: report.cue.map { sketch.text.range($0.tokens) }, confidence: 0.9, reason: Reason(rule: "test"))
        }
        return QuoteSieve(text: sketch.text).kept(findings).map { sketch.text.words($0.range) }
      }
    },
    "MisreadReports": { sketch in
      let misread = MisreadReports(sketch.text, phrases: SubjectPhrases(sketch.text))
      return sketch.paragraphs.flatMap { misread.removed(from: $0) }.map(sketch.sketch)
    },
    "QuotationJoiner": { sketch in QuotationJoiner(text: sketch.text).joined(sketch.paragraphs).map(sketch.sketch) },
    "AttributionLinker": { sketch in
      AttributionLinker(text: sketch.text).attributions(sketch.parts, paragraph: 0).map(sketch.sketch)
    },
    "AttributionResolver": { sketch in sketch.resolved(byRanker: false) },
    "ClaimChooser": { sketch in sketch.resolved(byRanker: true) },
    "LayoutReader": { sketch in
      var paragraphs = sketch.paragraphs
      let interviewees = IntervieweeFinder(sketch.text, officials: [], title: nil)
      LayoutReader(text: sketch.text, people: SurnameTable(sketch.text), interviewees: interviewees).read(&paragraphs)
      return paragraphs.joined().map(sketch.sketchWithSpeaker)
    },
    "TranscriptReader": { sketch in
      let interviewees = IntervieweeFinder(sketch.text, officials: [], title: nil)
      let reader = TranscriptReader(sketch.text, people: SurnameTable(sketch.text), interviewees: interviewees)
      return sketch.text.paragraphs.indices.compactMap(reader.turn).map(sketch.sketchWithSpeaker)
    },
  ]

  /// The reports of all paragraphs after a change of each paragraph's.
  private static func each(_ sketch: SketchedText, _ change: (Int, inout [Attribution]) -> Void) -> [String] {
    sketch.paragraphs.enumerated().flatMap { number, reports in
      var reports = reports
      change(number, &reports)
      return reports.map(sketch.sketch)
    }
  }

  // MARK: Phrases and words

  /// What reads the marked words.
  private static let readers: [String: Stage] = [
    "SourceReader": { sketch in sketch.asked.map { sketch.words(SourceReader(text: sketch.text).phrase($0).tokens) } },
    "SubjectPhrases before a verb": { sketch in
      sketch.asked.compactMap { verb in
        let start = sketch.text.sentences[sketch.text.sentence(of: verb.lowerBound)].tokens.lowerBound
        return SubjectPhrases(sketch.text).endingAt(verb.lowerBound, from: start).map(sketch.words)
      }
    },
    "SubjectPhrases from a word": { sketch in
      sketch.asked.compactMap { word in
        let limit = sketch.text.sentences[sketch.text.sentence(of: word.lowerBound)].tokens.upperBound
        return SubjectPhrases(sketch.text).startingAt(word.lowerBound, limit: limit).map(sketch.words)
      }
    },
    "SubjectPhrases that can speak": { sketch in sketch.asked.filter(SubjectPhrases(sketch.text).canSpeak).map(sketch.words) },
    "WordReader": { sketch in
      let reader = WordReader(sketch.text)
      return sketch.asked.map { reader.reading($0.lowerBound).word == sketch.text.tokens[$0.lowerBound].lower ? "word" : "name" }
    },
  ]

  // MARK: Speakers

  /// What describes speakers.
  private static let speakers: [String: Stage] = [
    "SpeakerMentionReader": { sketch in
      sketch.reports.map { report in
        let mention = SpeakerMentionReader(sketch.text).mention(of: report)
        return "\(mention.sort)" + (mention.name.map { ": " + sketch.words(sketch.text.names[$0].tokens) } ?? "")
      }
    },
    "SpeakerCandidates described": { sketch in
      let candidates = SpeakerCandidates(
        sketch.text, titles: OfficialTitles(sketch.text, officials: []), surnames: SurnameTable(sketch.text))
      return sketch.reports.flatMap { report in
        candidates.candidates(for: report, mention: SpeakerMentionReader(sketch.text).mention(of: report), history: SpeakerHistory())
      }.compactMap { candidate in
        if case .described(let token) = candidate.referent { sketch.text.word(token) } else { nil }
      }
    },
    "SpeakerDescriptions": { sketch in
      let words = Dictionary(sketch.text.tokens.indices.map { (sketch.text.tokens[$0].lower, sketch.text.word($0)) }) { first, _ in first }
      return zip(sketch.text.people, SpeakerDescriptions(sketch.text).people).map { person, description in
        let age = description.age == 0 ? [] : ["aged"] + (10..<100).map(String.init).filter { WordHash.folded($0) == description.age }
        return ([person.name + ":"] + description.words.map { words[$0] ?? "?" } + age).joined(separator: " ")
      }
    },
    "SpeakerLives": { sketch in
      let lives = SpeakerLives(sketch.text, named: [])
      return sketch.text.people.indices.map { person in
        sketch.text.people[person].name + ": " + (lives.dead[person] ? "dead" : "-")
      }
    },
    "SpeakerFeatures of a cue": { sketch in
      let features = features(sketch)
      return sketch.reports.map { report in
        let mention = SpeakerMentionReader(sketch.text).mention(of: report)
        let setting = features.setting(of: report, mention: mention, asked: nil, history: SpeakerHistory(), candidates: [])
        return setting.isPassive == 1 ? "passive" : "active"
      }
    },
    "SpeakerFeatures of a subject": { sketch in
      sketch.asked.filter { features(sketch).isSubject($0.lowerBound) }.map(sketch.words)
    },
    "SpeakerResolver, next named": { sketch in
      let resolver = SpeakerResolver(
        sketch.text, people: SurnameTable(sketch.text), officials: [], utterances: sketch.reports, model: nil)
      return sketch.reports.map { report in
        resolver.nextTurn(behind: SpeakerCandidates.anchor(of: report)).map { sketch.text.people[$0.person].name } ?? "-"
      }
    },
  ]

  private static func features(_ sketch: SketchedText) -> SpeakerFeatures {
    SpeakerFeatures(
      sketch.text, titles: OfficialTitles(sketch.text, officials: []), surnames: SurnameTable(sketch.text), named: [])
  }

  // MARK: Roles

  /// What finds roles and their bodies.
  private static let roles: [String: Stage] = [
    "RolePhraseReader": { sketch in
      let context = OfficialContext(sketch.text)
      return sketch.asked.compactMap { run in
        RolePhraseReader(context).read(from: run.lowerBound, limit: run.upperBound).map { role($0, context) }
      }
    },
    "RolePhraseReader of objects": { sketch in
      let reader = RolePhraseReader(OfficialContext(sketch.text))
      return sketch.asked.compactMap { reader.object(from: $0.lowerBound, limit: $0.upperBound).map { sketch.words($0.run) } }
    },
    "RoleCollector": { sketch in
      let context = OfficialContext(sketch.text)
      return RoleCollector(context).claims().map { sketch.text.people[$0.person].name + ": " + role($0.phrase, context) }
    },
    "RuleBodies": { sketch in
      let context = OfficialContext(sketch.text)
      let claims = RoleCollector(context).claims()
      return claims.map { claim in
        let own = claims.filter { $0.person == claim.person }
        let choice = RuleBodies(context).choice(chosen: claim, own: own, mentions: sketch.text.people[claim.person].mentions)
        return sketch.text.people[claim.person].name + ": " + (choice?.body.name ?? "-")
      }
    },
    "BodyResolver, longer names": { sketch in
      let resolver = BodyResolver(OfficialContext(sketch.text))
      return sketch.asked.map { resolver.longer($0.lowerBound) ?? "-" }
    },
  ]

  private static func role(_ phrase: RolePhrase, _ context: OfficialContext) -> String {
    let signs = [phrase.isFormer ? "former" : nil, phrase.isHypothetical ? "supposed" : nil].compactMap(\.self)
    let body = phrase.body.map { context.text.words(context.text.range($0)) } ?? "-"
    return ([context.words(phrase.title), body] + signs).joined(separator: " | ")
  }
}

extension SketchedText {
  /// The reports after their conflicts are resolved, by certainty or by a ranker.
  fileprivate func resolved(byRanker: Bool) -> [String] {
    let findings = reports.compactMap { report in
      report.cue.map { CueFinding(cue: $0, source: report.source, contents: report.contents, certainty: $0.certainty) }
    }
    // The first tagger marks each word once: here as the last report's, so that both taggers are unsure in the same way.
    let first = byRanker ? Array(reports.suffix(1)) : []
    let tagged = TaggedParagraph(run: text.paragraphTokens[0], readings: [], labels: [], parts: [], attributions: first)
    return AttributionResolver(text: text, claims: byRanker ? ClaimChooser.modelOfBuild : nil).attributions(
      findings, tagged: tagged, number: 0
    ).map(sketch)
  }
}
