import Foundation
import Ingestion
import TestSupport

/// Changes pages at random and compares the tree that the cutter and libxml2 make of each with libxml2's own.
enum FuzzPages: WorkshopCommand {
  static let path = ["fuzz", "pages"]
  static let summary =
    "[FOLDER…] (Corpus and the fuzz seeds) [--mutations N] (10,000) [--seed N] [--keep FOLDER for pages that differ]: apart from the cutter's repairs, the tree of a page, and of one changed at "
    + "random, is that which libxml2 makes of the whole page"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    let folders = Array(arguments.prefix { !$0.hasPrefix("--") })
    var pages: [[UInt8]] = []
    for result in PageSource(paths: folders.isEmpty ? ["Corpus", "Tests/Fuzz/Seeds/PageFuzz"] : folders, format: .html) {
      if case .success(let page) = result { pages.append(page.bytes) }
    }
    guard !pages.isEmpty else { throw WorkshopError("no pages") }
    let seed = options["seed"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...1_000_000)
    let count = options["mutations"].flatMap { Int($0) } ?? 10_000
    print("seed \(seed)")
    var mutations = PageMutations(of: pages, seed: seed)
    var repairs: [PageRepair: Int] = [:]
    var beyond = 0
    var faults = 0
    for number in 0..<pages.count + count {
      let page = number < pages.count ? pages[number] : mutations.next()
      let outcome = ParserComparison.compare(page)
      for (repair, times) in outcome.repairs { repairs[repair, default: 0] += times }
      if outcome.isBeyondLimits { beyond += 1 }
      guard let difference = outcome.difference else { continue }
      faults += 1
      if faults <= 20 { print("FAULT page \(number): \(difference)") }
      if let folder = options["keep"], faults <= 200 {
        try Data(page).write(to: URL(fileURLWithPath: folder).appendingPathComponent("\(number).html"))
      }
    }
    for repair in PageRepair.allCases { print("\(repair.rawValue): \(repairs[repair] ?? 0)") }
    print("\(pages.count) pages and \(count) changed ones, \(beyond) beyond the cutter's limits, \(faults) with another tree")
    if faults > 0 { throw WorkshopError("other trees than libxml2's own") }
  }
}
