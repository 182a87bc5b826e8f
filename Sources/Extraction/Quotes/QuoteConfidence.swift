import Glibc

/// Turns the signs of a quote into the chance that its span and its speaker are right: a logistic regression fitted on the
/// development articles, checked article by article against the others.
enum QuoteConfidence {
  /// What speaks for and against a quote.
  struct Signs {
    /// The least of the taggers' certainties over content, cue and source.
    var certainty: Double
    var isDirect: Bool
    var isMixed: Bool
    /// Whether the cue is a single verb of saying, asking or telling.
    var isSaid: Bool
    /// Whether the cue begins with "told" or "tells".
    var isTold: Bool
    var endsSentence: Bool
    var hasThat: Bool
    /// Fewer than four words.
    var isShort: Bool
    var isBroken: Bool
    var hasCue: Bool
    var isSigned: Bool
    /// ``Speaker/way``.
    var way: String?
    var isNamed: Bool
    var hasMention: Bool
  }

  /// Chance that span and name are right.
  static func chance(_ signs: Signs) -> Double {
    let certainty = min(max(signs.certainty, 0), 1)
    var sum = -1.63 + 0.41 * certainty + 0.41 * min(3, -log(1 - min(certainty, 0.995)))
    if signs.isDirect { sum += 1.07 }
    if signs.isMixed { sum += 0.37 }
    if signs.isSaid { sum += 0.58 }
    if signs.endsSentence { sum += 0.36 }
    if signs.isSaid, signs.endsSentence, !signs.isDirect { sum += 0.14 }
    if signs.isTold { sum += 0.87 }
    if signs.hasThat, !signs.isDirect { sum += 0.21 }
    switch signs.way {
    case "name", "pronoun", "apposition", "surname": sum += 0.43
    case "title": sum += 1.76
    case "noun", "body's name", "body's noun": sum += 0.2
    default: break
    }
    if !signs.isNamed { sum -= 0.48 }
    if !signs.hasMention { sum -= 0.84 }
    if signs.isShort { sum -= 0.56 }
    if !signs.hasCue { sum -= 1.95 }
    if signs.isBroken { sum -= 0.2 }
    if signs.isSigned { sum += 1.32 }
    return min(0.99, max(0.02, 1 / (1 + exp(-sum * (sum > 0 ? stretch : 1)))))
  }

  /// The sum's upper end is flatter than the chances that it stands for.
  private static let stretch = 1.3
}
