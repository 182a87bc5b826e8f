extension Problem {
  /// The problem as a page for people.
  var page: HTTPResponse {
    var html = HTML()
    html("div", .class("problem")) { html in
      html("h1", text: title)
      if let detail { html("p", text: detail) }
      html("p") { html in html("a", .href(Address([])), text: "Back to the search") }
    }
    return Layout(title: title).response(html, status: status, headers: allowed)
  }
}
