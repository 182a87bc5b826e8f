internal import Extraction
internal import Linguistics
internal import Record

/// Builds training groups for the ranker that decides which of several reports keeps words that all of them claim.
extension QuoteTrainer {
  /// The groups of marked texts, as taggers find them that have not seen the text, and which of their reports a mark confirms.
  package func claimGroups(_ examples: [QuoteExample], progress: (String) -> Void = { _ in }) -> [RankingGroup] {
    let readings = examples.map(read)
    var windows: [[TrainingSequence]] = []
    var firstTaggers: [ParagraphTagger] = []
    for fold in 0..<folds {
      let others = readings.indices.filter { $0 % folds != fold }.flatMap { readings[$0].paragraphs.map(\.sequence) }
      firstTaggers.append(
        ParagraphTagger(
          trainer(first, labelCount: QuoteLabel.allCases.count, of: .paragraphs).train(
            others, featureSet: QuoteFeatures.revision, corpus: 0)))
      windows.append(readings.indices.filter { $0 % folds == fold }.flatMap { self.windows(readings[$0], firstTaggers[fold]) })
      progress("part \(fold + 1) of \(folds): \(windows[fold].count) windows")
    }
    var groups: [RankingGroup] = []
    for fold in 0..<folds {
      let cues = trainer(second, labelCount: CueLabel.allCases.count, of: .cues).train(
        windows.indices.filter { $0 != fold }.flatMap { windows[$0] }, featureSet: CueFeatures.revision, corpus: 0)
      let tagger = QuoteTagger(first: firstTaggers[fold], second: CueTagger(cues))
      for index in readings.indices where index % folds == fold {
        for conflict in tagger.conflicts(in: readings[index].text) {
          groups.append(
            RankingGroup(candidates: conflict.candidates, right: confirmed(conflict, by: readings[index].quotes), source: index))
        }
      }
    }
    return groups
  }

  /// The reports whose contents share at least four fifths of their bytes with a marked quote's.
  private func confirmed(_ conflict: ClaimGroup, by quotes: [MarkedQuote]) -> Set<Int> {
    Set(
      conflict.contents.indices.filter { index in
        let found = conflict.contents[index]
        return quotes.contains { quote in
          var common = 0
          for left in found { for right in quote.content { common += max(0, min(left.end, right.end) - max(left.start, right.start)) } }
          return 10 * common >= 4 * (found + quote.content).reduce(0) { $0 + $1.count }
        }
      })
  }
}
