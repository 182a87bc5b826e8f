import Extraction
import Foundation
import Linguistics
import Ranking
import Record
import Training

/// Makes the officials' three models from marked texts.
struct OfficialTrainer {
  private let lines: [OfficialLine]
  /// Sentences made from the project's own list of roles with their sectors.
  private let roles: [(text: AnalyzedText, sector: Int, organization: String?)]
  private let texts: [AnalyzedText]
  /// Settings of the trainer, see `RankingTrainer`.
  var rate: Float = 0.2
  var decay: Float = 1e-4
  var dropout: Float = 0.3
  var sectorEpochs = 60
  /// The weight of a sentence from the list of roles, compared with a marked official.
  var roleWeight: Float = 1
  /// A fingerprint of the data.
  private let corpus: UInt64

  /// - Parameter file: the file with `sector`, `title` and `organization`, separated by tabs.
  init(_ lines: [OfficialLine], roles file: URL?) throws {
    self.lines = lines
    var roles: [(text: AnalyzedText, sector: Int, organization: String?)] = []
    let rows = try file.map { try String(contentsOf: $0, encoding: .utf8) } ?? ""
    for row in rows.split(separator: "\n").dropFirst() {
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 3, let value = Sector(rawValue: fields[0]), let sector = Sector.allCases.firstIndex(of: value) else {
        throw WorkshopError("\(row) is no role")
      }
      for sentence in Self.sentences(title: fields[1], organization: fields[2]) {
        let text = Analyzer().analyze(sentence, paragraphs: PlainParagraphs.of(sentence))
        roles.append((text, sector, fields[2].isEmpty ? nil : fields[2]))
      }
    }
    self.roles = roles
    texts = lines.map { Analyzer().analyze($0.text, paragraphs: PlainParagraphs.of($0.text)) }
    corpus = lines.reduce(0xcbf2_9ce4_8422_2325) { hash, line in
      (line.id + line.text).utf8.reduce(hash) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
  }

  private static func sentences(title: String, organization: String) -> [String] {
    if organization.isEmpty {
      return [
        "On Monday Helen Frey, a \(title), said that it was late.", "It was late, the \(title) Daniel Orr said on Monday.",
      ]
    }
    let isName = organization.first?.isUppercase ?? false
    return [
      "On Monday Helen Frey, \(title) of \(isName ? "" : "the ")\(organization), said that it was late.",
      "It was late, \(isName ? "" : "the ")\(organization) \(title) Daniel Orr said on Monday.",
    ]
  }

  /// Trains on the lines with these numbers.
  /// - Parameter report: receives a line of progress, with the accuracy on held-out parts.
  func models(_ numbers: [Int], report: (String) -> Void) -> OfficialModels {
    var models = OfficialModels()
    let groups = groups(numbers, by: models)
    models.body = trained(groups.body + roleGroups(by: models).body, epochs: 16, "organization", report)
    models.role = trained(groups.role, epochs: 12, "role", report)
    // The sector is chosen together with the body that the model chose.
    let withBody = OfficialModels(body: models.body)
    models.sector = trained(
      self.groups(numbers, by: withBody).sector + roleGroups(by: withBody).sector, epochs: sectorEpochs, "sector", report)
    return models
  }

  private func trained(_ groups: [RankingGroup], epochs: Int, _ name: String, _ report: (String) -> Void) -> RankingModel {
    var trainer = RankingTrainer()
    trainer.epochs = epochs
    trainer.minimumCount = 2
    trainer.rate = rate
    trainer.decay = decay
    trainer.dropout = dropout
    let result = trainer.crossValidated(groups)
    let sure = result.winners.filter { $0.share > 0.9 }
    report(
      "\(name): \(groups.count) groups, held back right \(rounded(result.accuracy)); share above .9: \(sure.count), right "
        + rounded(Double(sure.count { $0.isRight }) / Double(max(1, sure.count))))
    return trainer.train(groups, featureSet: OfficialModels.featureSet, corpus: corpus)
  }

  private func roleGroups(by models: OfficialModels) -> (body: [RankingGroup], sector: [RankingGroup]) {
    let finder = OfficialFinder(models: models)
    var body: [RankingGroup] = []
    var sector: [RankingGroup] = []
    for (number, role) in roles.enumerated() {
      guard let found = finder.cases(in: role.text).first else { continue }
      sector.append(RankingGroup(candidates: found.sectorCandidates, right: [role.sector], weight: roleWeight, source: number / 2))
      let right = found.organizations.indices.filter {
        OfficialAgreement.isRight(organization: found.organizations[$0], among: [role.organization])
      }
      if right.isEmpty { continue }
      body.append(RankingGroup(candidates: found.organizationCandidates, right: Set(right), weight: roleWeight / 4, source: number / 2))
    }
    return (body, sector)
  }

  private func rounded(_ value: Double) -> String { String(Int((value * 1000).rounded())) + "‰" }

  private func groups(_ numbers: [Int], by models: OfficialModels) -> (role: [RankingGroup], body: [RankingGroup], sector: [RankingGroup]) {
    var role: [RankingGroup] = []
    var body: [RankingGroup] = []
    var sector: [RankingGroup] = []
    let finder = OfficialFinder(models: models)
    for number in numbers {
      let line = lines[number]
      let source = Int(truncatingIfNeeded: line.id.utf8.reduce(UInt64(7)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
      let cases = finder.cases(in: texts[number])
      let pairs = OfficialAgreement.pairs(line.officials, cases.map(\.finding.name))
      for (index, found) in cases.enumerated() {
        guard let gold = pairs[index].map({ line.officials[$0] }) else {
          role.append(RankingGroup(candidates: found.roleCandidates, right: [0], source: source))
          continue
        }
        let isTitle = OfficialAgreement.isRight(title: found.finding.title, among: gold.titles)
        if !gold.isOptional { role.append(RankingGroup(candidates: found.roleCandidates, right: [isTitle ? 1 : 0], source: source)) }
        guard isTitle else { continue }
        let right = found.organizations.indices.filter {
          OfficialAgreement.isRight(organization: found.organizations[$0], among: gold.organizations)
        }
        body.append(
          RankingGroup(candidates: found.organizationCandidates, right: Set(right), weight: gold.isOptional ? 0.5 : 1, source: source))
        if let value = gold.sector.flatMap({ Sector(rawValue: $0) }), let place = Sector.allCases.firstIndex(of: value) {
          sector.append(RankingGroup(candidates: found.sectorCandidates, right: [place], weight: gold.isOptional ? 0.5 : 1, source: source))
        }
      }
    }
    return (role, body, sector)
  }

  /// What models find in the lines with these numbers, as records that contain only officials.
  func records(_ numbers: [Int], by models: OfficialModels) -> [String] {
    let finder = OfficialFinder(models: models)
    return numbers.map { number in
      let officials: [[String: Any]] = finder.cases(in: texts[number]).filter(\.isRole).map { found in
        [
          "name": found.finding.name, "title": found.finding.title ?? NSNull(), "organization": found.finding.organization ?? NSNull(),
          "sector": found.finding.sector?.rawValue ?? NSNull(), "confidence": found.finding.confidence ?? NSNull(),
          "organization_confidence": found.finding.organizationConfidence ?? NSNull(), "mentions": [Any](),
        ]
      }
      let object: [String: Any] = ["id": lines[number].id, "officials": officials]
      let data = (try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])) ?? Data()
      return String(decoding: data, as: UTF8.self)
    }
  }

  /// The fold of each line: lines whose ids begin alike stay together.
  func fold(_ number: Int, of folds: Int) -> Int {
    Int(lines[number].id.utf8.reduce(UInt64(11)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 } >> 20) % folds
  }

  var indices: Range<Int> { lines.indices }
}
