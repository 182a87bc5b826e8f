import Testing
import Training

@testable import Linguistics

/// A language with three labels: after an `a` comes label 1 until a `z`, which has label 2; everything else has label 0.
private func sequences(count: Int, seed: UInt64, labelOffset: UInt8 = 0) -> [TrainingSequence] {
  var random = SplitMix64(state: seed)
  return (0..<count).map { _ in
    var features = FeatureRows()
    var labels: [UInt8] = []
    var inside = false
    var before: UInt64 = 9
    for _ in 0..<20 {
      let word = UInt64.random(in: 0..<8, using: &random)
      if word == 7 && inside {
        labels.append(2 + labelOffset)
        inside = false
      } else {
        labels.append((inside ? 1 : 0) + labelOffset)
        if word == 0 { inside = true }
      }
      features.add(FeatureKey.of(1, word))
      features.add(FeatureKey.of(2, before))
      before = word
      features.endToken()
    }
    return TrainingSequence(features: features, labels: labels)
  }
}

private func trained(labelCount: Int = 3, labelOffset: UInt8 = 0, seed: UInt64 = 1) -> SequenceModel {
  var trainer = SequenceTrainer(labelCount: labelCount)
  trainer.epochs = 15
  trainer.seed = seed
  return trainer.train(sequences(count: 300, seed: 7, labelOffset: labelOffset), featureSet: 11, corpus: 22)
}

private func accuracy(_ model: SequenceModel, labelOffset: UInt8 = 0) -> Double {
  var decoder = SequenceDecoder(model)
  var right = 0
  var total = 0
  for sequence in sequences(count: 50, seed: 99, labelOffset: labelOffset) {
    let labels = decoder.decode(sequence.features)
    right += zip(labels, sequence.labels).filter { $0 == $1 }.count
    total += labels.count
  }
  return Double(right) / Double(total)
}

@Suite struct SequenceModelTests {
  @Test func learnsWhatFeaturesAndTransitionsTell() { #expect(accuracy(trained()) > 0.93) }

  @Test func modelsOfManyLabelsUseSeveralBlocks() { #expect(accuracy(trained(labelCount: 40, labelOffset: 30), labelOffset: 30) > 0.93) }

  @Test func trainingIsTheSameByteForByte() {
    #expect(trained().file == trained().file)
    #expect(trained().file != trained(seed: 2).file)
  }

  @Test(arguments: [3, 40]) func fileGivesTheSameModelBack(labelCount: Int) throws {
    let model = trained(labelCount: labelCount)
    let read = try SequenceModel(file: model.file, named: "toy.bin", featureSet: 11)
    #expect(read.file == model.file)
    #expect(read.origin == SequenceModelOrigin(featureSet: 11, corpus: 22, seed: 1))
    #expect(accuracy(read) == accuracy(model))
  }

  @Test func damagedFilesAreRefusedWithASentence() {
    let file = trained().file
    var foreign = file
    foreign[0] = 0
    var newer = file
    newer[5] = 200
    for (bytes, words) in [
      (foreign, "no sequence model"), (newer, "format version 200"), (Array(file.dropLast()), "cut off"), (file + [0], "goes on"),
      ([], "cut off"),
    ] {
      let error = #expect(throws: SequenceModelError.self) { try SequenceModel(file: bytes, named: "toy.bin", featureSet: 11) }
      #expect(error?.description.contains(words) == true && error?.description.contains("toy.bin") == true)
    }
    let error = #expect(throws: SequenceModelError.self) { try SequenceModel(file: file, named: "toy.bin", featureSet: 12) }
    #expect(error?.description.contains("other features") == true)
  }

  @Test func constraintsAreKept() {
    var decoder = SequenceDecoder(trained())
    let sequence = sequences(count: 1, seed: 5)[0]
    let allowed = sequence.labels.indices.map { $0 % 3 == 0 ? UInt64(0b100) : UInt64(0b011) }
    let labels = decoder.decode(sequence.features, constraints: DecodingConstraints(allowed: allowed))
    for (index, label) in labels.enumerated() { #expect((label == 2) == (index % 3 == 0)) }
  }

  @Test func biasLeansTowardsALabel() {
    var decoder = SequenceDecoder(trained())
    let sequence = sequences(count: 1, seed: 5)[0]
    let labels = decoder.decode(sequence.features, constraints: DecodingConstraints(bias: [0, 0, 3000]))
    #expect(labels.allSatisfy { $0 == 2 })
  }

  @Test func marginalsAreProbabilitiesThatFavourTheRightLabel() {
    var decoder = SequenceDecoder(trained())
    var mass: Float = 0
    var count: Float = 0
    for sequence in sequences(count: 20, seed: 55) {
      let (labels, marginals) = decoder.decodeWithMarginals(sequence.features)
      #expect(labels.count == marginals.count)
      for (row, label) in zip(marginals, sequence.labels) {
        #expect(abs(row.sum() - 1) < 0.001)
        mass += row[Int(label)]
        count += 1
      }
    }
    #expect(mass / count > 0.85)
  }

  @Test func forbiddenTransitionsDoNotHappen() {
    var trainer = SequenceTrainer(labelCount: 3)
    trainer.epochs = 3
    trainer.forbidden = [(0, 1)]
    trainer.forbiddenFirst = [1]
    let model = trainer.train(sequences(count: 50, seed: 7).filter { !$0.labels.contains(1) }, featureSet: 0, corpus: 0)
    var decoder = SequenceDecoder(model)
    for sequence in sequences(count: 20, seed: 3) {
      let labels = decoder.decode(sequence.features)
      #expect(labels[0] != 1)
      for (a, b) in zip(labels, labels.dropFirst()) { #expect(!(a == 0 && b == 1)) }
    }
  }

  /// Models with few labels store a feature in sixteen bytes, keys with the same beginning in chains, and large weights in parts. Whatever
  /// the layout, a token's scores are the sums of its features' weights.
  @Test(arguments: [7, 12, 13, 32]) func scoresAreTheSumsOfWeights(labelCount: Int) throws {
    var random = SplitMix64(state: 4)
    let blocks = (labelCount + 15) / 16
    // Every fourth key has the same beginning as others, so that they share a bit; some weights need more than a byte.
    let keys = Set(
      (0..<4000).map { number in
        UInt32.random(in: 0..<(number % 4 == 0 ? 100_000 : .max), using: &random)
      }
    ).sorted()
    let weights = keys.indices.flatMap { number in
      (0..<blocks).map { block in
        var row = SIMD16<Int16>()
        let most: Int16 = number % 50 == 0 ? SequenceModel.weightLimit : 127
        for label in 0..<min(16, labelCount - 16 * block) { row[label] = Int16.random(in: -most...most, using: &random) }
        return row
      }
    }
    let made = SequenceModel(
      origin: SequenceModelOrigin(featureSet: 1, corpus: 2, seed: 3), labelCount: labelCount, keys: keys, weights: weights,
      transitions: [SIMD16<Int32>](repeating: SIMD16(), count: labelCount * blocks),
      initial: [SIMD16<Int32>](repeating: SIMD16(), count: blocks))
    let model = try SequenceModel(file: made.file, named: "toy.bin", featureSet: 1)
    var rows = FeatureRows()
    var sums: [SIMD16<Int16>] = []
    for _ in 0..<500 {
      var sum = [SIMD16<Int16>](repeating: SIMD16(), count: blocks)
      for _ in 0..<20 {
        // Half of the features have no weights; many of these have the same beginning as one that does.
        let position = Int.random(in: keys.indices, using: &random)
        let key = Bool.random(using: &random) ? keys[position] : keys[position] ^ 1
        rows.add(UInt64(key) << 32)
        guard let row = keys.firstIndex(of: key) else { continue }
        for block in 0..<blocks { sum[block] &+= weights[row * blocks + block] }
      }
      rows.endToken()
      sums += sum
    }
    var scores: [SIMD16<Int16>] = []
    model.emissions(rows, into: &scores)
    #expect(scores == sums)
    #expect(model.file == made.file)
  }

  @Test func emptySequencesHaveNoLabels() {
    var decoder = SequenceDecoder(trained())
    #expect(decoder.decode(FeatureRows()).isEmpty)
    #expect(decoder.decodeWithMarginals(FeatureRows()).marginals.isEmpty)
  }
}
