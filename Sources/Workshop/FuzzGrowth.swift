import Foundation
internal import Ingestion
import OnRecord
internal import Platform

/// Reads pages and texts made of one troublesome piece, over and over, at sizes that double: time must grow with the size and no faster.
enum FuzzGrowth: WorkshopCommand {
  static let path = ["fuzz", "growth"]
  static let summary =
    "[--largest MB] (16) [--only NAME]: pages and texts of one piece repeated, from 1 MB on; twice the size takes at most 2.2 times as long, the largest at most 10 s and 300 MB"

  private static let mostRatio = 2.2
  private static let mostSeconds = 10.0
  private static let mostMegabytes = 300
  /// Times below this, in seconds, are too short for a ratio to mean anything.
  private static let leastSeconds = 0.2

  /// A kind of input: what stands before the piece, the piece, in which “#” is another surname each time, and whether it is a page or a
  /// plain text.
  struct Family {
    var name: String
    var start: String
    var piece: String
    var isPage: Bool
  }

  private static let prose =
    "The council of Harwick voted on Tuesday to close the old bridge, the mayor, Anna Velt, said. “We have waited for ten years,” she told reporters on the quay. "

  static let families: [Family] =
    [
      ("possessives", "Roe's brother's lawyer's "), ("fractions", "1/2/3/4/"), ("capitalised words", "Harwick Lakeport Bo Solano "),
      ("titles and names", "President Ann Roe Senator Bo Lund "), ("a name a line", "Ann Roe\n"),
      ("officials", "Ann Roe, the mayor of Lakeport, met the agency's director, Bo Lund. "), ("sentences", "The bridge is closed again. "),
      ("he said", "“It is closed,” he said, "), ("marks never closed", "“It is closed, he said. "), ("percent signs", "%"), ("digits", "9"),
      ("long distances", "the last 99999999999999999999 weeks "), ("figures", "It rose 3 percent to $4 million from 900 boats in 2014. "),
      ("brackets", "((((["), ("one word", "a"), ("commas", "boats, carts, "), ("numbers in a list", "12, 14 and 15, "),
      ("sums in a list", "$4 million, £5bn, €6m, "), ("counts in a list", "12 boats, 13 carts, 14 tons, "),
      ("according to", "according to Anna Velt, according to officials, "), ("quotes", "“It is closed,” he said. "),
      ("cues", "she said he said they said "),
      // Many people in one role, whom later sentences name by it.
      ("people of one trade", "“It is closed,” said Ann #, 34, a nurse. The nurse said she was tired.\n\n"),
      ("people of one office", "Mayor Ann # said the bridge was closed. The mayor said 400 boats came.\n\n"),
      ("people of one nation", "Ann #, the Danish coach, won. “We won,” the Dane said.\n\n"),
      ("people in a transcript", "Ann # spoke on Monday.\n\nMs #: We have closed the bridge.\n\n"),
      ("bodies", "The # Council voted. “We won,” the council said.\n\n"),
    ].map { Family(name: $0.0, start: prose + "\n\n", piece: $0.1, isPage: false) }
    + [
      ("tags never closed", "<a <a "), ("a tag without an end", "<div"), ("line breaks", "<div><br>"),
      ("empty block quotes", "<blockquote></blockquote>"), ("nested block quotes", "<blockquote>x"), ("nested tables", "<table><tr><td>"),
      ("cells", "<td>4</td>"), ("attributes", "<p x=\""), ("comments", "<!--"), ("scripts", "<script><!--"), ("references", "&amp;#8217;"),
      ("links", "<a href=/x>Read the story of the bridge</a> "), ("paragraphs", "<p>\(prose)</p>"), ("closing tags", "</div>"),
      ("images", "<figure><img src=x><figcaption>A boat</figcaption></figure>"),
      ("structured data", "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"Ann Roe\"}]}</script>"),
    ].map { Family(name: $0.0, start: "<html><body><article><h1>The bridge</h1><p>\(prose)</p><p>\(prose)</p>", piece: $0.1, isPage: true) }

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    if let name = options["one"], let size = options["megabytes"].flatMap({ Int($0) }),
      let family = families.first(where: { $0.name == name })
    {
      return measure(family, megabytes: size)
    }
    let largest = options["largest"].flatMap { Int($0) } ?? 16
    var faults = 0
    print("piece                    MB: seconds of the processor, MB of memory")
    for family in families where options["only"] == nil || options["only"] == family.name {
      var row = family.name + String(repeating: " ", count: max(1, 25 - family.name.count))
      var before: Double?
      var size = 1
      while size <= largest {
        let (seconds, megabytes) = try child(family, size)
        row += " \(size): \(String(format: "%.1f", seconds)) \(megabytes)"
        var wrong: [String] = []
        if let before, seconds > leastSeconds, before > 0, seconds / before > mostRatio { wrong.append("grows") }
        if seconds > mostSeconds { wrong.append("slow") }
        if megabytes > mostMegabytes { wrong.append("large") }
        if !wrong.isEmpty { row += " (\(wrong.joined(separator: ", ")))" }
        faults += wrong.count
        before = seconds
        size *= 2
      }
      print(row)
    }
    print("\(faults) over the limits")
    if faults > 0 { throw CocoaError(.featureUnsupported) }
  }

  /// Measures in another process, whose memory is that of one input.
  private static func child(_ family: Family, _ size: Int) throws -> (seconds: Double, megabytes: Int) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = path + ["--one", family.name, "--megabytes", String(size)]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let numbers = text.split(separator: " ").compactMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    guard process.terminationStatus == 0, numbers.count == 2 else {
      throw WorkshopError("\(family.name) at \(size) MB ended with status \(process.terminationStatus)")
    }
    return (numbers[0], Int(numbers[1]))
  }

  private static func measure(_ family: Family, megabytes: Int) {
    var bytes = Array(family.start.utf8)
    bytes.reserveCapacity(megabytes << 20)
    if family.piece.contains("#") {
      var number = 0
      while case let piece = family.piece.replacing("#", with: surname(number)).utf8, bytes.count + piece.count <= megabytes << 20 {
        bytes += piece
        number += 1
      }
    } else {
      let piece = Array(family.piece.utf8)
      while bytes.count + piece.count <= megabytes << 20 { bytes += piece }
    }
    let seconds = BenchmarkReport.seconds {
      let pages = PageSource(bytes: bytes, format: family.isPage ? .html : .text)
      let pipeline = Pipeline()
      // A page that holds no article is refused; that takes its time as well.
      while let page = pages.next() { _ = (try? page.get()).flatMap { try? pipeline.record(of: $0) } }
    }
    print(seconds, (PeakMemory.kilobytes(of: "self") ?? 0) / 1024)
  }

  /// A made surname for each number: "Bababe".
  private static func surname(_ number: Int) -> String {
    let syllables = "ba be bi bo da de di do fa fe ka ke la le lo ma me mi mo na no pa re ri ro sa se si ta te ti to va ve vi zo".split(
      separator: " ")
    var rest = number
    var name = ""
    for _ in 0..<4 {
      name += syllables[rest % syllables.count]
      rest /= syllables.count
    }
    return name.capitalized
  }
}
