import Foundation

/// Lines around articles that are not part of their text, in many wordings of each kind.
struct InventedLines {
  private var random: PageRandom

  init(seed: UInt64) { random = PageRandom(state: seed) }

  private static let people = [
    "Nell Haverford", "Tobias Wren", "Ada Lindqvist", "Rui Carvalho", "Mina Sato", "Grace Oduya", "Ivo Petrov", "Lucy Marchetti",
  ]
  private static let places = ["Port Ellery", "Brasham", "Kingsbridge", "Oslo", "Lagos", "Denver", "Wexcombe", "Santiago"]
  private static let papers = ["the Courier", "the Fell Courier", "our newsroom", "Northline News", "the Sound Post", "Valley Wire"]
  private static let hosts = ["courier.example", "northline.example", "soundpost.example", "wire.example"]

  private mutating func one(_ choices: [String]) -> String { random.one(choices) }
  private mutating func person() -> String { one(Self.people) }
  private mutating func place() -> String { one(Self.places) }
  private mutating func paper() -> String { one(Self.papers) }
  private mutating func host() -> String { one(Self.hosts) }
  private mutating func mail() -> String { one(["news", "tips", "desk", "nhaverford", "twren", "letters", "editor"]) + "@" + host() }

  private mutating func paragraph(_ line: String) -> String {
    switch random.below(5) {
    case 0: "<p><em>\(line)</em></p>"
    case 1: "<div>\(line)</div>"
    case 2: "<p class=\"\(one(["note", "small", "meta", "info"]))\">\(line)</p>"
    default: "<p>\(line)</p>"
    }
  }

  /// Lines after the text.
  mutating func behind() -> String {
    let kind = random.below(14)
    let line: String
    switch kind {
    case 0:
      line = one([
        "To contact the reporter on this story: \(person()) in \(place()) at \(mail())",
        "To contact the editors responsible for this story: \(person()) at \(mail()), \(person())",
        "Contact the writer: \(mail()) or 555-0142", "Contact \(person()) at \(mail()).",
        "Reach the reporter at \(mail()) or on Twitter @\(host())",
        "Email \(person()) at \(mail()) or follow her at @nhav.", "You can reach \(person()) by email at \(mail()).",
        "Write to the author at \(mail())", "\(person()) can be reached at 555-0199 or \(mail()).",
        "Questions about this article? Ask \(mail()).",
      ])
    case 1:
      line = one([
        "--With assistance from \(person()) in \(place()).", "— With reporting by \(person()) in \(place())",
        "Additional reporting by \(person()) and \(person())",
        "Editing by \(person())", "Editors: \(person()), \(person())", "(Reporting by \(person()); Editing by \(person()))",
        "\(person()) in \(place()) contributed to this report.", "Reporting by \(person()) in \(place()); writing by \(person())",
        "(Additional reporting by \(person()) in \(place()), editing by \(person()))", "Produced by \(person()); edited by \(person())",
      ])
    case 2:
      line = one([
        "This is an automated news feed. It was not edited by \(paper()).",
        "This story has not been edited by \(paper()) staff and is published from a feed.",
        "The contents of this page have been generated automatically.",
        "This article was generated from a wire feed without changes to its text.",
        "(This story is auto-generated from a syndicated feed and has not been edited by our staff.)",
        "\(paper().capitalized) is not responsible for the content of outside agencies.",
      ])
    case 3:
      line = one([
        "This story was produced by the \(place()) Reporting Project and distributed by \(paper()).",
        "This article was produced in partnership with \(paper()).",
        "This piece was first published by \(paper()) and is republished with permission.", "Reprinted with permission from \(paper()).",
        "This report was made possible by a grant from the \(place()) Fund for Journalism.",
        "The original version of this story ran in \(paper()).",
        "This article is republished from \(paper()) under a Creative Commons license. Read the original article.",
        "This story is part of a series supported by the \(place()) Foundation.", "Distributed by \(paper()), an independent service.",
      ])
    case 4:
      line = one([
        "Have a tip for us? Write to \(mail()).", "Got a story? Tell us at \(mail()) or call 555-0110.",
        "Do you know more? Contact our team at \(mail()).",
        "Seen something we should look into? Message \(mail())", "Share your story with us: \(mail())",
        "Want to respond? Letters go to \(mail()).",
        "Spotted a mistake? Let us know at \(mail()).", "Send your photos to \(mail()) and we may publish them.",
      ])
    case 5:
      line = one([
        "Follow \(paper()) on Facebook and Instagram.", "Follow \(host()) on our channels",
        "Like what you read? Follow us on social media.",
        "Find \(paper()) on Facebook, X and YouTube", "Subscribe to our channel for more from \(place()).",
        "Join the conversation on our page.",
        "For more stories like this, sign up for our letter.", "Stay up to date with \(paper()): download the app.",
        "Get the day's headlines in your inbox every morning.", "Support local reporting: become a member of \(paper()).",
      ])
    case 6:
      line = one([
        "© 2023 \(paper()). All rights reserved.",
        "Copyright 2023 \(paper()). This material may not be published, broadcast, rewritten or redistributed.",
        "Copyright \(paper()) 2023", "You may place this material on your site by copying the link.",
        "No part of this article may be reproduced without permission.",
        "Reproduction is permitted with a link to \(host()).", "All content © \(host())", "Company No. 0192837. Registered in England.",
        "\(paper().capitalized) Ltd, registered in \(place()), company number 4418229",
        "You may republish this text for free, online or in print.",
      ])
    case 7:
      line = one([
        "Tags: harbour, council, money", "Filed under: News, Local", "Topics: \(place()), ferries", "Category: News", "In: Local, Politics",
        "Posted in Local news",
      ])
    case 8:
      line = one([
        "More by \(person())", "More from \(person())", "Read more from \(paper())", "See all stories by \(person())",
        "More about \(place())", "Related: The other ferry", "Next: how the town voted",
        "Also read: the bridge that nobody wanted", "Previously: a year of storms",
      ])
    case 9:
      line = one([
        "Rate this story", "Average rating: 4.5", "1 2 3 4 5", "Was this article helpful?", "Did you find this useful? Yes No",
        "Report an error", "Suggest a correction", "Print this page", "Send to a friend", "Email this article", "Share",
        "Share this on Facebook",
      ])
    case 10:
      line = one([
        "\(person()) is a reporter for \(paper()) who covers \(place()).", "\(person()) writes about money and work for \(paper()).",
        "\(person()) is the author of two books on the sea and lives in \(place()).",
        "\(person()) joined \(paper()) in 2015 after ten years in \(place()).",
        "About the writer: \(person()) has covered \(place()) since 2009.", "\(person()), a former teacher, edits the weekend pages.",
      ])
    case 11:
      line = one([
        "Photo: \(person())", "Picture by \(person()) / \(paper())", "Image: \(person())", "Photographs: \(person())", "Video: \(paper())",
        "Illustration: \(person())", "Credit: \(paper())", "File photo of the quay. (\(paper()))",
      ])
    case 12:
      line = one([
        "ENDS", "-30-", "###", "***", "END", "AP", "Reuters", "— \(paper())", "Source: \(paper())", "(\(paper()))", "Comments are closed.",
        "3 comments", "Leave a reply", "Log in to comment", "The comments section is now closed.",
      ])
    default:
      let items = [
        "Add to favourites", "Order reprints", "Send to friend", "Print", "Save", "Font size", "Bookmark", "Add to blog", "Copy link",
      ]
      return "<ul><li>\(one(items))</li><li>\(one(items))</li><li>\(one(items))</li></ul>"
    }
    return paragraph(line)
  }

  /// Lines between the headline and the text.
  mutating func before() -> String {
    paragraph(
      one([
        "By \(person())", "\(person()), \(paper())", "Published 12 May 2023", "Updated: May 12, 2023 4:10 pm", "3 min read",
        "Reading time: 4 minutes", "Listen to this article",
        "\(place()) | 12 May 2023", "Decrease font size", "Text size", "Share this article", "Save for later", "News", "Local", "Print",
        "Staff report", "Getty Images", "Photo by \(person())",
        "The quay at \(place()) in winter. Photo: \(person())", "Story by \(person())", "From our correspondent", "2 comments",
        "Share Tweet Email", "Advertisement", "Start Quote",
      ]))
  }

  /// Lines in the middle of the text.
  mutating func between() -> String {
    paragraph(
      one([
        "Article continues below", "Story continues after this ad", "Read more: the bridge that nobody wanted",
        "Watch: the storm from the air", "Sign up for our daily letter", "Advertisement",
        "Also on \(paper()): a year of storms", "Photo: \(person())", "Tap here to read the rest", "Recommended for you", "Start Quote",
        "Click to enlarge", "Subscribe to \(paper()) for full access",
      ]))
  }
}
