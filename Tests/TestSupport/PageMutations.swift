/// Makes pages that nobody wrote from pages that somebody did: pieces are cut out, doubled, exchanged and replaced by what parsers stumble over.
package struct PageMutations {
  private var random: Seeded
  private let pages: [[UInt8]]
  /// The longest stretch of a page that is taken; `nil` for whole pages.
  private let window: Int?

  /// Makes a source of pages, the same ones for the same seed.
  package init(of pages: [[UInt8]], seed: UInt64, window: Int? = nil) {
    self.pages = pages
    self.window = window
    random = Seeded(state: (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15 | 1)
  }

  /// The next page.
  package mutating func next() -> [UInt8] {
    var page = pages[number(pages.count)]
    if let window, page.count > window {
      let start = number(page.count - window)
      page = (number(2) == 0 ? Array("<html><head></head><body>".utf8) : []) + page[start..<start + window]
    }
    for _ in 0...number(8) { change(&page) }
    return page
  }

  private mutating func change(_ page: inout [UInt8]) {
    let range = stretch(of: page)
    switch number(8) {
    case 0: page.removeSubrange(range)
    case 1: page.insert(contentsOf: page[range], at: range.lowerBound)
    case 2:
      let other = stretch(of: page)
      page.insert(contentsOf: page[other], at: range.lowerBound)
    case 3:
      let other = pages[number(pages.count)]
      page.replaceSubrange(range, with: other[stretch(of: other)])
    case 4 where !page.isEmpty: page[number(page.count)] = Self.marks[number(Self.marks.count)]
    default: page.insert(contentsOf: Self.pieces[number(Self.pieces.count)], at: range.lowerBound)
    }
  }

  /// A short stretch, which half of the time begins at a mark.
  private mutating func stretch(of page: [UInt8]) -> Range<Int> {
    guard !page.isEmpty else { return 0..<0 }
    var start = number(page.count)
    if number(2) == 0 { start = page[start...].firstIndex { Self.marks.contains($0) } ?? start }
    return start..<min(page.count, start + number(60))
  }

  private mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }

  private static let marks = Array("<>/=\"'&;!-? \n".utf8)

  private static let pieces: [[UInt8]] = [
    "<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<a href=x>", "</a>", "<span class='x'>", "</span>", "<ul><li>", "</ul>",
    "<table><tr><td>",
    "</td></tr></table>", "<h2>", "</h3>", "<section>", "</article>", "<nav>", "</nav>", "<form>", "</form>", "<br/>", "</br>", "<hr>",
    "<img alt='a > b'>",
    "<!-- ", "-->", "--!>", "<!-->", "<!--->", "<![CDATA[x]]>", "<?x y?>", "<!doctype html>", "</ >", "<!x>", "<script>", "</script>",
    "<script>if (a < b && c > d) '</p>'</script>", "<script><!-- <script> </script> --></script>", "<style>a > b {}</style>", "<svg>",
    "</svg>", "<svg/>",
    "<svg><svg></svg></svg>", "<template>", "</template>", "<noscript>", "</noscript>", "<textarea>", "</textarea>", "<title>", "</title>",
    "<iframe>",
    "&amp;", "&nbsp;", "&eacute;", "&NotEqualTilde;", "&copy", "&#146;", "&#x41;", "&#", "&", "&shy;", "&#0;", "&lt;p&gt;", "\u{AD}",
    "\u{92}", "\u{0}", "\u{1}",
    "\u{E000}", "â€œ", "<p a=\"", "<p a='x' a=y>", "<p @click=\"a > b\">", "<p/class=x>", "<div/>", "<p =x>", "<p a = x>", "<x-y z>",
    "<a<b>", "<p\tid=q\n>",
    "<P CLASS=\"A&amp;B\">", "<link rel=canonical href=/a>", "<link rel=stylesheet>", "<meta name=a content='b &lt; c'>", "<head>",
    "</head>", "<body>", "</body>",
    "</html>", "<select><option>x</select>", "<wbr>", "<button>", "</button>", "< ", "<3", "<_x>", "<:>", "</p x='>'>",
    "<time datetime=2020-01-02>",
  ].map { Array($0.utf8) }

  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return state &* 0x2545_F491_4F6C_DD1D
    }
  }
}
