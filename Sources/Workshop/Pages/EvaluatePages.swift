import Foundation
import Ingestion
import Record

/// Measures each step of the content cascade separately, and the whole cascade, by the text they find.
enum EvaluatePages: WorkshopCommand {
  static let path = ["evaluate", "pages"]
  static let summary =
    "[FOLDER] (default Corpus): body F1 of each step of the cascade alone and of the cascade, over pages with gold beside them"

  static func run(_ arguments: [String]) throws {
    let gold = try PageGold(folder: arguments.first ?? "Corpus")
    guard !gold.items.isEmpty else { throw CocoaError(.fileNoSuchFile) }
    let right = gold.items.map { $0.bodies.map(ShingleMatch.shingles) }
    print("\(gold.items.count) pages; F1 of mean precision and mean recall, words four by four; exact: every word right")
    print("step          applies       F1  precision  recall   exact")
    for step in HTMLArticleReader.steps.map(Optional.some) + [nil] { report(step, gold, right) }
  }

  private static func report(_ step: String?, _ gold: PageGold, _ right: [[[Substring: Int]]]) {
    var precision: [Double] = [], recall: [Double] = []
    var exact = 0
    for (item, bodies) in zip(gold.items, right) {
      let text = (try? HTMLArticleReader.article(of: item.page, bytes: item.page.bytes, step: step))?.text ?? ""
      let found = ShingleMatch.shingles(text)
      let matches = bodies.map { ShingleMatch($0, found) }
      guard let best = matches.max(by: { $0.f1 < $1.f1 }) else { continue }
      if best.both + best.extra > 0 { precision.append(Double(best.both) / Double(best.both + best.extra)) }
      if best.both + best.missed > 0 { recall.append(Double(best.both) / Double(best.both + best.missed)) }
      if best.extra + best.missed == 0 { exact += 1 }
    }
    let p = mean(precision), r = mean(recall)
    let f1 = p + r > 0 ? 2 * p * r / (p + r) : 0
    let name = (step ?? "cascade").padding(toLength: 12, withPad: " ", startingAt: 0)
    print(name + String(format: "%9d    %.4f     %.4f  %.4f  %.4f", precision.count, f1, p, r, Double(exact) / Double(gold.items.count)))
  }

  private static func mean(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count) }
}
