import Testing

@testable import Ingestion

/// Texts for programs are refused, and what only resembles them is read.
struct ForeignTextTests {
  @Test(arguments: [
    ("TY  - NEWS\nTI  - Night boat stays\nAU  - Lee, Ann\nER  - \n", "RIS"),
    ("PMID- 31415926\nTI  - Night boats and sleep\n", "nbib"),
    ("%0 Newspaper Article\n%T Night boat stays\n%A Ann Lee\n", "EndNote"),
    ("@article{lee2020,\n  title = {Night boat stays},\n  author = {Lee, Ann}\n}\n", "BibTeX"),
    ("0:00:01.600,0:00:04.200\nThe night boat stays.\n", "subtitles"),
    ("[Script Info]\nTitle: Night boat\n\n[Events]\nDialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,It stays.\n", "subtitles"),
    ("-- A dump of boats\n\nBEGIN;\nCREATE TABLE boat (id INT);\n", "dump"),
    ("SET NAMES utf8mb4;\nDROP TABLE IF EXISTS `boat`;\n", "dump"),
    ("INSERT INTO `boat` VALUES (1,'It stays.');\n", "dump"),
    ("COPY boat (id, text) FROM stdin;\n1\tIt stays.\n", "dump"),
    ("boats:\n  - name: Tern\n    text: It stays.\n  - name: Gull\n    text: It goes.\n", "YAML"),
    ("[quay]\nboat = Tern\nboard = Marrowby\n; it stays\n", "INI"),
    ("2020-03-04 05:06:07,123 INFO boat started\n2020-03-04 05:06:08,001 WARN no wind\n2020-03-04 05:06:09,500 INFO stays\n", "log"),
    (
      "192.0.2.7 - - [04/Mar/2020:05:06:07 +0000] \"GET /boat HTTP/1.1\" 200 12\n192.0.2.8 - - [04/Mar/2020:05:06:08 +0000] \"GET / HTTP/1.1\" 200 9\n192.0.2.7 - - [04/Mar/2020:05:06:09 +0000] \"GET /x HTTP/1.1\" 404 0\n",
      "log"
    ),
    ("Mar  4 05:06:07 quay boatd[12]: started\nMar  4 05:06:08 quay boatd[12]: no wind\nMar  4 05:06:09 quay boatd[12]: stays\n", "log"),
    ("https://post.example/a\nhttps://post.example/b\nhttps://post.example/c\n", "addresses"),
    ("import boat\n\ndef stays(x):\n    return boat.at(x) + 1\n", "source code"),
    ("function stays(boat){return boat.quay===1}\nvar t=stays({quay:1});\n", "source code"),
    ("nav { color: teal; }\n.boat > a { margin: 0 }\n", "source code"),
    (
      String(
        repeating:
          "Marrowby Post, The (Marrowby)\nMarch 4, 2020\nSection: News\nPage: A3\n\nThe night boat stays.\n\nRecord Number: 187\n", count: 2
      ),
      "database"
    ),
    (
      String(
        repeating:
          "Title: Night boat stays\nAuthor: Lee, Ann\n\n\(String(repeating: "The boat stays.\n", count: 900))\nDocument ID: 31415\n\n",
        count: 2), "database"
    ),
  ])
  func refused(_ text: String, _ word: String) throws {
    let error = try #require(pages(text).first?.error)
    #expect(error.reason == .unsupported && error.message.contains(word))
    // What to do, or that there is nothing to read.
    #expect(error.message.contains(";") || error.message.contains("holds no article"))
  }

  @Test(arguments: [
    "---\ntitle: Night boat\nauthor: Ann Lee\n---\nThe night boat stays for another winter, the board said on Tuesday.\n",
    "# Night boat stays\n\nThe night boat stays for another winter, the board said. See [the plan](https://post.example/plan).\n",
    "Lee: Does the boat stay?\nBrake: It stays.\nLee: And its lamp?\nBrake: That too.\n",
    "10:00 The boat has left the quay.\n10:20 The boat is back at the quay.\n11:00 The boat stays there.\n",
    "Set sail on Tuesday;\nback on Friday, the board said.\n", "Use of the quay is free;\nso it stays.\n",
    "The board (of nine) met [again] on Tuesday; it said the boat stays.\n",
    "Section: News\nPage: A3\n\nThe night boat stays for another winter, the board said.\n\nRecord Number: 187\n",
    "Title: Tern at Night\nDate: 4 March\nTitle: Gull by Day\nDate: 5 March\nBoth films are free, the board said.\n",
    "Tern\nGull\nPlover\n", "https://post.example/a\n\nThe boat stays, the board said on Tuesday.\n",
    "@ann wrote that the boat stays.\n", "2020-03-04\n2020-03-05\nThe boat sails on both days, the board said.\n",
  ])
  func read(_ text: String) { #expect(pages(text).map(\.words) == [text]) }

  @Test(arguments: [
    "{\"id\": \"a\", \"text\": \"x = {y};\"}", "<p>{boat} = [quay]; (lamp) = {x};</p>", "Boat <b>{x}</b> = [y]; <i>(z)</i>",
    "From: a@post.example\nSubject: T\nMIME-Version: 1.0\nContent-Type: text/plain\n\nx = {y}; z = [w];\n",
  ])
  func otherFormatsAreReadAsWhatTheyAre(_ text: String) { #expect(pages(text).map(\.reason) == [nil]) }

  @Test func `the name of source code tells, unless the file is a page`() throws {
    let folder = try TemporaryFolder()
    let prose = "The night boat stays for another winter, the board of Marrowby said on Tuesday.\n"
    try folder.write(prose, "a.py")
    try folder.write("<!doctype html><p>\(prose)</p>", "b.js")
    #expect(PageSource(paths: [folder.path + "/a.py"]).map(\.reason) == [.unsupported])
    #expect(PageSource(paths: [folder.path + "/b.js"]).map(\.reason) == [nil])
  }
}
