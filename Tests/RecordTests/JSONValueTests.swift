import Testing

@testable import Record

@Suite struct JSONValueTests {
  @Test(arguments: [
    ("null", JSONValue.null), (" true ", .bool(true)), ("-0.5e+2", .number("-0.5e+2")), (#""a\n\u00e9\/""#, .string("a\né/")),
    ("[]", .array([])), ("[1,[2]]", .array([.number("1"), .array([.number("2")])])), ("{}", .object([])),
    (#"{"a": {"b": null}, "a": 2}"#, .object([.init("a", .object([.init("b", .null)])), .init("a", .number("2"))])),
    (#""\ud83d\ude42 \ud83d""#, .string("🙂 \u{FFFD}")),
  ])
  func `values are read`(text: String, value: JSONValue) throws { #expect(try JSONValue(parsing: text) == value) }

  @Test(arguments: [
    "", "nul", "tru", "01", "1.", "-", "1e", "\"a", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{a: 1}", "1 2", "'a'", "\"\\u12\"", "\"\\q\"",
    "[1 2]", "+1",
    ".5", "\"\\", "{\"a\": 1,}",
  ])
  func `what is no JSON is an error`(text: String) { #expect(throws: JSONError.self) { try JSONValue(parsing: text) } }

  @Test func `deep nesting is an error, not a crash`() {
    #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 1_000_000)) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "{\"a\":", count: 1_000_000)) }
    _ = JSONValue.lenient(Array(String(repeating: "{\"a\":[", count: 1_000_000).utf8))
  }

  @Test(arguments: [
    (#"{"a": "x", "b": ["y",],}"#, #"{"a": "x", "b": ["y"]}"#),
    ("{\"a\": \"x\ny\t\u{1}z\"}", #"{"a": "x\ny\t\u0001z"}"#),
    ("/* note */ {\"a\": 1, // one\n \"b\": 2}", #"{"a": 1, "b": 2}"#),
    ("<!-- {\"a\": 1} -->", #"{"a": 1}"#), ("//<![CDATA[\n{\"a\": 1}\n//]]>", #"{"a": 1}"#),
    ("{&quot;a&quot;: &quot;x &amp; y&quot;}", #"{"a": "x & y"}"#),
    (#"{"a": "He said "no", then left", "b": 2}"#, #"{"a": "He said \"no\", then left", "b": 2}"#),
    ("{\"a\": \"x\"\n\"b\": \"y\"}", #"{"a": "x", "b": "y"}"#),
    (#"{"a": "x", "b": ["y", "z"#, #"{"a": "x", "b": ["y", "z"]}"#),
    ("{'a': 'x', b: tru}", #"{"a": "x", "b": "tru"}"#), (#"{"a": "it\'s \x"}"#, #"{"a": "it's x"}"#),
    (#"{"a": "\ud800"}"#, #"{"a": "\ufffd"}"#),
    ("{\"a\": 1};", #"{"a": 1}"#), ("\u{FEFF}{\"a\": 1}", #"{"a": 1}"#), (#"{"a": http://e.example/x}"#, #"{"a": "http"}"#),
  ])
  func `broken JSON is read as far as it goes`(broken: String, meant: String) throws {
    #expect(JSONValue.lenient(Array(broken.utf8)).first?["a"] == (try JSONValue(parsing: meant))["a"])
    if !broken.contains("://e") { #expect(JSONValue.lenient(Array(broken.utf8)) == [try JSONValue(parsing: meant)]) }
  }

  @Test func `several values one after the other are all read`() {
    #expect(JSONValue.lenient(Array("{\"a\": 1}\n{\"b\": 2}, [3]".utf8)).count == 3)
    #expect(JSONValue.lenient(Array("no json".utf8)).isEmpty)
  }
}
