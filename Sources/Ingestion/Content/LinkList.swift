/// Distinguishes a page that is a list of links from one that is empty or broken.
enum LinkList {
  /// The number of links with a line's length of text; 0 if they are few, or hold less than half of the page's text.
  static func count(_ page: PageAnalysis) -> Int {
    var links = 0, linked: Int32 = 0, all: Int32 = 0
    for node in 0..<page.tree.count {
      if page.tree.tags[node] == .text {
        all += page.ink[node]
        if page.inLink[node] { linked += page.ink[node] }
      } else if page.tree.tags[node] == .a, page.inLink[node], page.tree.textRange(node).count >= 20 {
        links += 1
      }
    }
    return links >= 5 && linked * 2 >= all ? links : 0
  }
}
