import Knowledge
import Linguistics
import Record

/// Sums and measures written in two parts, pounds as money or weight, and the two shares of a poll.
extension FigureScanner {
  /// "46-40", "46 to 40": the shares of two candidates in a poll.
  func voters(_ i: Int) -> [FigureCandidate]? {
    guard sentence.isNumber(i), sentence.isDash(i + 1) && sentence.glued(i + 1) && sentence.glued(i + 2) || sentence.holds(i + 1, "to"),
      !sentence.glued(i) || sentence.isSymbol(i - 1),
      !sentence.glued(i + 3) || sentence.isSymbol(i + 3) && !sentence.isDash(i + 3), let first = DigitReader.integer(sentence, i),
      let second = DigitReader.integer(sentence, i + 2),
      (Self.leastShare...Self.mostShare).contains(first), (Self.leastShare...Self.mostShare).contains(second), first >= second,
      first + second <= 100, first + second > 50
    else { return nil }
    let percent = units.behind(i + 3)?.unit
    guard percent.map({ $0.code == "percent" }) ?? (!sentence.isWord(i + 3) || CountWords.closed.contains(sentence.key(i + 3))) else {
      return nil
    }
    return [i, i + 2].map {
      var share = FigureCandidate(
        numeral: Numeral(pieces: $0..<($0 + 1), value: Double($0 == i ? first : second), form: .digits), pieces: $0..<($0 + 1),
        value: Double($0 == i ? first : second), rule: "shares of a poll")
      share.unit = Unit(code: "percent", kind: .percent, pieces: $0..<($0 + 1))
      if $0 == i + 2, let percent {
        share.unit = percent
        share.pieces = $0..<percent.pieces.upperBound
      }
      return share
    }
  }

  private static let leastShare = 15, mostShare = 85

  static let weighing = Words.set(WordSets["SumsInParts.weighing"])
  static let paying = Words.set(WordSets["SumsInParts.paying"])

  /// Decides by the sentence whether "pounds" are money or weight.
  func resolvePounds(_ candidate: inout FigureCandidate) {
    guard let unit = candidate.unit, unit.code == "[lb_av]",
      sentence.holds(unit.pieces.lowerBound, "pound") || sentence.holds(unit.pieces.lowerBound, "pounds")
    else { return }
    var money = candidate.numeral.scaled && candidate.value >= 1_000_000
    if !money {
      var weight = sentence.holds(unit.pieces.upperBound, "of") || sentence.isHyphen(unit.pieces.lowerBound - 1)
      for k in sentence.bounds {
        if sentence.holds(k, Self.weighing) { weight = true }
        if sentence.holds(k, Self.paying) { money = true }
      }
      money = money && !weight
    }
    if money { candidate.unit = Unit(code: "GBP", kind: .money, pieces: unit.pieces) }
  }

  /// "4 dollars 60 cents", "seventeen dollars and sixty-five cents", "6 feet 4 inches".
  func addParts(_ candidate: inout FigureCandidate) {
    guard let unit = candidate.unit, candidate.high == nil else { return }
    let end = candidate.pieces.upperBound
    let at = sentence.holds(end, "and") || sentence.holds(end, ",") ? end + 1 : sentence.isHyphen(end) ? end + 1 : end
    guard let part = numerals.cardinal(at), part.value < 100, part.value == part.value.rounded() || unit.kind != .money, !part.scaled else {
      return
    }
    let next = units.behind(part.pieces.upperBound)?.unit
    if unit.kind == .money, unit.factor == 1, candidate.numeral.value == candidate.numeral.value.rounded(), !candidate.numeral.scaled {
      if let next, next.kind == .money, next.factor < 1, !sentence.holds(end, ",") {
        candidate.value += part.value * next.factor
        candidate.pieces = candidate.pieces.lowerBound..<next.pieces.upperBound
      } else if next == nil, unit.pieces.lowerBound > candidate.numeral.pieces.lowerBound, at == end || part.form == .words,
        !sentence.isWord(part.pieces.upperBound), !sentence.holds(end, ","), !sentence.isDash(part.pieces.upperBound),
        part.form == .words || at == end
      {
        candidate.value += part.value / 100
        candidate.pieces = candidate.pieces.lowerBound..<part.pieces.upperBound
      }
      return
    }
    guard let smaller = Self.parts[unit.code], part.value < smaller.count, candidate.numeral.value == candidate.numeral.value.rounded()
    else {
      return
    }
    if let next, next.code == smaller.code, !sentence.holds(end, ",") {
      candidate.value += part.value / smaller.count
      candidate.pieces = candidate.pieces.lowerBound..<next.pieces.upperBound
    } else if unit.code == "[ft_i]", sentence.isHyphen(end), next == nil || sentence.isHyphen(part.pieces.upperBound) {
      candidate.value += part.value / smaller.count
      candidate.pieces = candidate.pieces.lowerBound..<part.pieces.upperBound
    }
  }

  /// Units that follow a larger one: "6 feet 4 inches", "3lb 4oz", "12st 4lb".
  private static let parts: [String: (code: String, count: Double)] = [
    "a": ("mo", 12), "min": ("s", 60),
    "[ft_i]": ("[in_i]", 12), "[lb_av]": ("[oz_av]", 16), "[stone_av]": ("[lb_av]", 14), "[yd_i]": ("[ft_i]", 3), "h": ("min", 60),
  ]
}
