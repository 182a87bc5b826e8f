internal import Aggregation
internal import Charts
internal import OnRecord
internal import Platform
internal import Record

/// `onrecord stats`: what the index holds, and how often what is said by whom, where and when, as bars.
enum StatsCommand {
  /// What matches can be counted by.
  private enum Axis: String, CaseIterable {
    case speaker, organization, outlet, month, unit, kind, period

    var list: KeyPath<Facets, [FacetCount]> {
      switch self {
      case .speaker: \.speaker
      case .organization: \.organization
      case .outlet: \.outlet
      case .month, .period: \.month
      case .unit: \.unit
      case .kind: \.kind
      }
    }
  }

  private static let of = OptionDescription(
    name: "of", value: "WHAT", choices: FindingKind.allCases.map { "\($0.rawValue)s" },
    help: "what to count; default quotes, figures with --by unit and period")

  static let description = CommandDescription(
    name: "stats", summary: "print what the index holds, or count and draw matches by speaker, outlet, month …", operands: "[QUERY]",
    options: [
      OptionDescription(
        name: "by", value: "WHAT", choices: Axis.allCases.map(\.rawValue),
        help: "count the matches by this, as bars; period draws figures' values"),
      of, OptionDescription(name: "svg", value: "FILE", help: "write the chart as an SVG picture"),
    ] + SearchOptions.filters(nil) + [
      OptionDescription(name: "limit", short: "n", value: "N", help: "bars at the most; default 20, of months all"), IndexOptions.index,
    ],
    details: """
      Without --by: articles, versions, quotes by type, figures, officials, speakers, outlets, the span of time, and sizes.

      With --by the matches of QUERY and the filters are counted, the most frequent first, months in order. --by period draws the values of
      figures over the periods they are about: a dot is a value, a bar between two ends a range, an arrow “more than” or “less than”, a
      hollow dot “about”; name a unit with --unit, since values of one unit alone can be compared.
      """,
    examples: [
      "onrecord stats --index news.db", "onrecord stats --by speaker 'border OR asylum'",
      "onrecord stats --by month --speaker Archambault --svg chart.svg",
      "onrecord stats --by period --unit percent unemployment --svg unemployment.svg",
    ], run: run)

  private static func run(_ arguments: Arguments) throws -> ExitStatus {
    guard let axis = arguments.value("by").flatMap(Axis.init) else {
      guard arguments.operands.isEmpty, arguments.value("svg") == nil, arguments.value("of") == nil else {
        throw UsageError(
          message: "stats counts a query's matches by something", hint: "--by \(Axis.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return try UpkeepCommands.runStats(arguments)
    }
    let kind = kind(arguments, axis)
    let index = try IndexOptions.open(arguments)
    defer { index.close() }
    let search = try index.withAllNames(SearchOptions.search(arguments, words: arguments.operands, limit: nil))
    if axis == .period { return try drawFigures(search, arguments, index) }
    let limit = try arguments.number("limit", atLeast: 1) ?? (axis == .month ? 100_000 : 20)
    let facets = try index.facets(kind, search, top: limit)
    let messages = Messages(arguments)
    guard facets.total > 0 else {
      messages.note("nothing found")
      try Messages.tellDoubtful(kind, search, 0, index, messages)
      return .nothingFound
    }
    let counts = facets[keyPath: axis.list]
    let known = axis == .month ? counts.filter { $0.value != nil } : counts
    let title = heading(kind, axis, arguments)
    let bars = known.map { BarChart.Bar(label($0.value, axis), $0.count) }
    let chart = BarChart(title: title, bars: bars)
    if let path = arguments.value("svg") {
      if axis == .month {
        let months = known.compactMap { count in count.value.map { ($0, count.count) } }
        try write(Histogram(title: title, unit: "\(kind.rawValue)s", months: months, most: 60).svg(height: 240).document, to: path)
      } else {
        try write(Array(chart.svg.utf8), to: path)
      }
    }
    try StandardStream.output.show(title + "\n" + chart.text(width: TerminalStyle(arguments).width))
    let rest = facets.total - known.reduce(0) { $0 + $1.count }
    messages.note(
      "\(facets.total) \(facets.total == 1 ? "match" : "matches")"
        + (rest > 0 ? ", \(rest) \(axis == .month ? "without a date" : "of others")" : ""))
    try Messages.tellDoubtful(kind, search, facets.total, index, messages)
    return .done
  }

  private static func label(_ value: String?, _ axis: Axis) -> String {
    guard let value else { return "(none)" }
    return axis == .unit ? UnitWords.name(value) : axis == .kind ? value.replacing("_", with: " ") : value
  }

  private static func kind(_ arguments: Arguments, _ axis: Axis) -> FindingKind {
    if axis == .period { return .figure }
    if let name = arguments.value("of") { return FindingKind.allCases.first { "\($0.rawValue)s" == name } ?? .quote }
    return axis == .unit || arguments.value("unit") != nil ? .figure : .quote
  }

  private static func heading(_ kind: FindingKind, _ axis: Axis, _ arguments: Arguments) -> String {
    var title = "\(kind.rawValue.prefix(1).uppercased())\(kind.rawValue.dropFirst())s by \(axis.rawValue)"
    let words = arguments.operands.joined(separator: " ")
    if !words.isEmpty { title += ": \(words)" }
    for name in ["speaker", "organization", "outlet", "unit"] {
      if let value = arguments.value(name) { title += ", \(name) \(value)" }
    }
    return title
  }

  /// Figures over the periods they are about.
  private static func drawFigures(_ search: Search, _ arguments: Arguments, _ index: any SearchIndex) throws -> ExitStatus {
    var points: [ValueChart.Point] = []
    var lines: [(first: Int, text: String)] = []
    var units: Set<String> = []
    var without = 0
    var search = search
    search.limit = try arguments.number("limit", atLeast: 1) ?? 2000
    try index.eachFigure(search) { hit in
      let figure = hit.figure
      guard figure.role == .level, let period = figure.period.flatMap({ PeriodExtent(edtf: $0) }) else {
        without += 1
        return
      }
      let bound: ValueChart.Bound =
        switch figure.bound {
        case .greater, .atLeast: .above
        case .less, .atMost: .below
        case .about: .about
        case .equal: .exact
        }
      if let unit = figure.unit { units.insert(unit) }
      let tip = [figure.span.text, figure.concept, figure.period, hit.article.site].compactMap { $0 }.joined(separator: ", ")
      points.append(ValueChart.Point(period: period, value: figure.value, high: figure.valueHigh, bound: bound, label: tip))
      let reading = FigureValue.text(figure).replacing("= ", with: "")
      lines.append((Int(period.start), "\(figure.period ?? "")  \(reading)  \(figure.concept ?? "") [\(hit.id)]"))
    }
    guard !points.isEmpty else {
      Messages(arguments).note("no figures with a period found")
      return .nothingFound
    }
    guard units.count <= 1 else {
      throw UsageError(
        message: "values of \(units.count) units cannot be drawn together",
        hint: "choose one with --unit: \(units.sorted().joined(separator: ", "))")
    }
    let unit = units.first ?? ""
    let chart = ValueChart(title: heading(.figure, .period, arguments), unit: UnitWords.name(unit), points: points)
    if let path = arguments.value("svg") { try write(chart.svg().document, to: path) }
    let text = lines.sorted { ($0.first, $0.text) < ($1.first, $1.text) }.map { $0.text + "\n" }.joined()
    try StandardStream.output.show(chart.title + "\n" + text)
    Messages(arguments).note("\(points.count) figures drawn\(without > 0 ? ", \(without) without a period or about a change" : "")")
    return .done
  }

  private static func write(_ picture: [UInt8], to path: String) throws {
    let file = try OutputFile.open(path)
    try file.write(picture)
    try file.publish()
  }
}
