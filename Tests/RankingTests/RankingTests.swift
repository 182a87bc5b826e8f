import Ranking
import Testing
import Training

/// Rankers learn what matters, say how sure they are, and are the same after they are read from their file.
@Suite struct RankingTests {
  private static let colour = FeatureTemplate("colour")
  private static let noise = FeatureTemplate("noise")

  /// Groups of four candidates. The red one is right nine times out of ten, else the blue one.
  private static func groups(_ count: Int) -> [RankingGroup] {
    var state: UInt64 = 7
    func random(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    return (0..<count).map { number in
      let red = Int(random(4))
      let blue = (red + 1 + Int(random(3))) % 4
      let candidates = (0..<4).map { place in
        var features = CandidateFeatures()
        features.add(colour, place == red ? 1 : place == blue ? 2 : 3)
        features.add(noise, random(50))
        return features
      }
      return RankingGroup(candidates: candidates, right: [random(10) == 0 ? blue : red], source: number)
    }
  }

  @Test func learnsWhatDecidesAndHowSurelyItDoes() throws {
    let model = RankingTrainer().train(Self.groups(1500), featureSet: 1, corpus: 2)
    var red = CandidateFeatures()
    red.add(Self.colour, 1)
    var green = CandidateFeatures()
    green.add(Self.colour, 3)
    let choice = try #require(model.choice(among: [green, red, green]))
    #expect(choice.index == 1)
    #expect(abs(choice.chance - 0.9) < 0.05)
    #expect(RankingTrainer().crossValidated(Self.groups(400)).accuracy > 0.85)
  }

  @Test func sameDataGiveTheSameBytes() {
    let groups = Self.groups(300)
    #expect(
      RankingTrainer().train(groups, featureSet: 1, corpus: 2).file == RankingTrainer().train(groups, featureSet: 1, corpus: 2).file)
  }

  @Test func fileGivesTheModelBack() throws {
    let groups = Self.groups(300)
    let model = RankingTrainer().train(groups, featureSet: 3, corpus: 2)
    let read = try RankingModel(file: model.file, named: "test.bin", featureSet: 3)
    #expect(read.origin == model.origin)
    for group in groups { #expect(read.shares(group.candidates) == model.shares(group.candidates)) }
    #expect(read.file == model.file)
  }

  @Test(arguments: [0, 5, 20, 40, 100]) func damagedFileIsRefused(length: Int) {
    let file = RankingTrainer().train(Self.groups(300), featureSet: 3, corpus: 2).file
    #expect(throws: RankingModelError.self) { try RankingModel(file: Array(file.prefix(length)), named: "test.bin", featureSet: 3) }
    #expect(throws: RankingModelError.self) { try RankingModel(file: file, named: "test.bin", featureSet: 4) }
  }

  @Test func calibrationRisesAndStaysWithinItsPoints() {
    let calibration = Isotonic.calibration((0..<1000).map { (Double($0) / 1000, ($0 * 7919) % 1000 < $0) })
    var last = 0.0
    for step in 0...100 {
      let chance = calibration.chance(of: Double(step) / 100)
      #expect(chance >= last && chance <= 1)
      #expect(abs(chance - Double(step) / 100) < 0.1)
      last = chance
    }
  }

  @Test(arguments: [(0, 0), (4, 4), (6, 5), (-9, -6), (1000, 11), (Int.min, -11)]) func distancesFallIntoBuckets(value: Int, bucket: Int) {
    #expect(CandidateFeatures.bucket(value) == bucket)
  }
}
