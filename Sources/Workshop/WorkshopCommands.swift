import Foundation

/// All commands of the tool.
enum WorkshopCommands {
  static var all: [any WorkshopCommand.Type] {
    [
      BenchmarkExport.self,
      BenchmarkFigures.self,
      BenchmarkIndex.self,
      BenchmarkLinks.self,
      BenchmarkOfficials.self,
      BenchmarkPages.self,
      BenchmarkQuotes.self,
      EvaluateCorpus.self,
      EvaluateFigures.self,
      EvaluatePages.self,
      EvaluateQuotes.self,
      EvaluateRules.self,
      EvaluateTaggers.self,
      FuzzAnswers.self,
      FuzzDamage.self,
      FuzzGrowth.self,
      FuzzPages.self,
      FuzzQueries.self,
      FuzzRanking.self,
      JoinMarks.self,
      MutantEffects.self,
      MutantRecords.self,
      Mutate.self,
      ShowOfficials.self,
      ShowPages.self,
      ShowReading.self,
      Soak.self,
      TagQuotes.self,
      TrainContainers.self,
      TrainFigures.self,
      TrainLines.self,
      TrainNames.self,
      TrainOfficials.self,
      TrainQuotes.self,
      TrainSpeakers.self, TrainClaims.self,
      TrainTags.self,
      TrainWords.self,
    ]
  }

  /// Runs the command named by the first arguments.
  static func run(_ arguments: [String]) -> Int32 {
    for command in all where arguments.starts(with: command.path) {
      do {
        try command.run(Array(arguments.dropFirst(command.path.count)))
        return 0
      } catch {
        FileHandle.standardError.write(Data("workshop: \(error)\n".utf8))
        return 1
      }
    }
    for command in all { print(command.path.joined(separator: " ") + "\n    " + command.summary) }
    return arguments.isEmpty ? 0 : 2
  }
}
