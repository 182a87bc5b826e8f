import Foundation

/// Counts what gold loses and gains with each mutant. This is the part of ``EvaluateRules`` that runs in the copy with mutants.
enum MutantEffects: WorkshopCommand {
  static let path = ["mutate", "effects"]
  static let summary =
    "--mutants FILE (a number a line, the count of all in the first) --gold PLACE,…: what each changes in the counts of right findings; "
    + "run by evaluate rules in a build with mutants"

  private struct Known {
    var gold: GoldCase
    var printed: [String] = []
    var tally = GoldTally()
    var reached: [Bool] = []
  }

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    guard let path = ProcessInfo.processInfo.environment[MutantSwitchFile.variable], let list = options["mutants"],
      let places = options["gold"]
    else {
      throw WorkshopError("mutate effects is run by evaluate rules; \(MutantSwitchFile.variable), --mutants or --gold is missing")
    }
    let numbers = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n").compactMap { Int($0) }
    guard let count = numbers.first else { throw WorkshopError("\(list): no numbers") }
    let file = try MutantSwitchFile(URL(fileURLWithPath: path), count: count)
    try file.set(0)
    var texts = try places.split(separator: ",").flatMap { try GoldCase.read(URL(fileURLWithPath: String($0))) }.map { Known(gold: $0) }
    // A first round computes everything that is computed once per process.
    for text in texts { _ = text.gold.run() }
    let first = try file.reached()
    let start = Date()
    for index in texts.indices {
      try file.set(0)
      let run = texts[index].gold.run()
      texts[index].printed = run.printed
      texts[index].reached = try file.reached()
      texts[index].tally = run.score()
    }
    let patience = UInt32(20 + 10 * Date().timeIntervalSince(start))
    for number in numbers.dropFirst() {
      MutantRuns.tell(["begin", "\(number)"])
      let touched = texts.filter { $0.reached[number] }
      var changed = 0
      var effect = GoldTally()
      // A mutant with which a loop does not end is ended by the signal.
      _ = alarm(patience)
      for text in touched {
        try file.set(number)
        let run = text.gold.run()
        try file.set(0)
        if run.printed == text.printed { continue }
        changed += 1
        effect.add(run.score(), less: text.tally)
      }
      _ = alarm(0)
      let reach = touched.isEmpty ? first[number] ? "start" : "unreached" : "read"
      MutantRuns.tell(["end", "\(number)", reach, "\(touched.count)", "\(changed)"] + GoldMeasure.allCases.map { "\(effect[$0])" })
    }
    if !texts.allSatisfy({ $0.gold.run().printed == $0.printed }) { print(MutantRuns.memory) }
  }
}
