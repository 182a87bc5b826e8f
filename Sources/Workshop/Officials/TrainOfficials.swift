import Extraction
import Foundation
import Ranking

/// Trains the models that decide about officials.
enum TrainOfficials: WorkshopCommand {
  static let path = ["train", "officials"]
  static let summary =
    "--data FILE[,FILE] [--roles FILE] [--out FOLDER] [--folds N --records FILE]: trains officials-role.bin, officials-body.bin and officials-sector.bin on "
    + "marked articles (JSON Lines); with --folds only writes what models of the other folds find in each fold"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    guard let data = options["data"] else { throw WorkshopError("train officials needs --data FILE") }
    let roles = URL(fileURLWithPath: options["roles"] ?? "Sources/Workshop/TrainingTexts/roles.tsv")
    var trainer = try OfficialTrainer(try OfficialLine.read(data), roles: roles)
    if let rate = options["rate"].flatMap({ Float($0) }) { trainer.rate = rate }
    if let decay = options["decay"].flatMap({ Float($0) }) { trainer.decay = decay }
    if let dropout = options["dropout"].flatMap({ Float($0) }) { trainer.dropout = dropout }
    if let epochs = options["sector-epochs"].flatMap({ Int($0) }) { trainer.sectorEpochs = epochs }
    if let weight = options["role-weight"].flatMap({ Float($0) }) { trainer.roleWeight = weight }
    let report = { (line: String) in FileHandle.standardError.write(Data((line + "\n").utf8)) }
    if let folds = options["folds"].flatMap({ Int($0) }), folds > 1 {
      var records: [String] = []
      for fold in 0..<folds {
        let held = trainer.indices.filter { trainer.fold($0, of: folds) == fold }
        let models = trainer.models(trainer.indices.filter { trainer.fold($0, of: folds) != fold }, report: { _ in })
        records += trainer.records(held, by: models)
      }
      try Data((records.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: options["records"] ?? "/dev/stdout"))
      return
    }
    let folder = URL(fileURLWithPath: options["out"] ?? "Sources/CKnowledge/Models")
    let models = trainer.models(Array(trainer.indices), report: report)
    for (name, model) in [("role", models.role), ("body", models.body), ("sector", models.sector)] {
      guard let model else { continue }
      try Data(model.file).write(to: folder.appendingPathComponent("officials-\(name).bin"))
    }
  }
}
