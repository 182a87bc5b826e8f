/// Random filters, the same for the same seed.
enum RandomFilters {
  static func make(count: Int, seed: UInt64) -> [[String]] {
    var state = seed
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let words = ["money", "river", "police OR council", "\"the\" -not", "wat*", "city NEAR/9 the", "site:example confidence:>0.3", "year"]
    return (0..<count).map { _ in
      let table = ["quotes", "figures", "officials", "articles"][next(4)]
      var filters = [table]
      if next(3) > 0 { filters.append(words[next(words.count - (table == "articles" ? 2 : 0))]) }
      if next(3) == 0 { filters += ["--since", ["2016", "2018-05", "yesterday", "27 February 2015"][next(4)]] }
      if next(4) == 0 { filters += ["--until", ["2020", "2019-06-30"][next(2)]] }
      if next(4) == 0 { filters += ["--outlet", ["Courier", "Tribune", "Standard"][next(3)]] }
      if table != "articles", next(3) == 0 { filters += ["--min-confidence", ["0", "0.7", "0.95"][next(3)]] }
      if ["quotes", "figures"].contains(table), next(3) == 0 {
        filters += ["--min-speaker-confidence", ["0", "0.6", "0.9"][next(3)]]
      }
      if table == "figures", next(3) == 0 { filters += [["--min-concept-confidence", "--min-period-confidence"][next(2)], "0.8"] }
      if table == "officials", next(3) == 0 { filters += ["--min-organization-confidence", "0.9"] }
      if table == "quotes", next(3) == 0 { filters += ["--type", ["all", "belief"][next(2)]] }
      if table == "figures", next(2) == 0 { filters += ["--unit", ["dollars", "%", "people", "years", "km"][next(5)]] }
      if next(4) == 0 { filters += ["--sort", ["oldest", "date", "relevance", "confidence"][next(4)]] }
      return filters
    }
  }
}
