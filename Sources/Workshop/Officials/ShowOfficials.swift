import Extraction
import Foundation
import Ranking

/// Prints the officials of JSON Lines with models that are not yet part of the program.
enum ShowOfficials: WorkshopCommand {
  static let path = ["show", "officials"]
  static let summary =
    "FILE --models FOLDER [--rules]: the officials of each line's text as JSON, decided by the models of a folder or by rules alone"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    guard let file = arguments.first, let folder = options["models"] else {
      throw WorkshopError("show officials needs FILE --models FOLDER")
    }
    func model(_ name: String) throws -> RankingModel? {
      if options["rules"] != nil { return nil }
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(name)))
      return try RankingModel(file: bytes, named: name, featureSet: OfficialModels.featureSet)
    }
    let models = OfficialModels(
      role: try model("officials-role.bin"), body: try model("officials-body.bin"), sector: try model("officials-sector.bin"))
    let trainer = try OfficialTrainer(try OfficialLine.read(file), roles: nil)
    for line in trainer.records(Array(trainer.indices), by: models) { print(line) }
  }
}
