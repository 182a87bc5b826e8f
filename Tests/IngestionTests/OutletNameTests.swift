import Foundation
import Knowledge
import TestSupport
import Testing

@testable import Ingestion

/// What outlets are called: never a section, a host's software or a bare domain if the page or the table knows better.
@Suite struct OutletNameTests {
  @Test(
    "fault: an outlet is called by a section, software or a bare domain",
    arguments: [
      // The table's name, whatever the page says; also for a subdomain of a listed host.
      ("https://hosted.ap.org/dynamic/stories/a", ["Hosted"], "The Associated Press"),
      ("https://www.theguardian.com/a", ["the Guardian"], "The Guardian"), ("https://amp.theguardian.com/a", [], "The Guardian"),
      ("https://www.nytimes.com/a", [], "The New York Times"), ("https://ottawacitizen.com/a", ["ottawacitizen"], "Ottawa Citizen"),
      // The page's own name if the table has none, and not the section or address before it.
      ("https://post.example/a", ["The Post"], "The Post"), ("https://post.example/a", ["U.S.", "The Post"], "The Post"),
      ("https://www.post.example/a", ["https://www.post.example", "The Post"], "The Post"),
      ("https://post.example/a", ["post", "The Post"], "The Post"), ("https://post.example/a", ["post.example", "The Post"], "The Post"),
      ("https://post.example/a", ["9to5Post"], "9to5Post"), ("https://x.post.example/a", ["Snopes.com"], "Snopes.com"),
      // The host if nothing names the outlet.
      ("https://www.post.example:8080/a", [], "post.example"), ("https://www.post.example/a", ["Hosted"], "post.example"),
      // A name that only ends like a listed host is another's.
      ("https://notnytimes.com/a", [], "notnytimes.com"),
    ]) func outletIsCalled(_ address: String, _ stated: [String], _ name: String)
  {
    #expect(OutletNames.name(stated: stated, address: address) == name)
  }

  @Test func withoutAddressThePagesWordsMustDo() {
    #expect(OutletNames.name(stated: ["The Post"], address: nil) == "The Post")
    #expect(OutletNames.name(stated: ["news"], address: "file") == "news")
    #expect(OutletNames.name(stated: [], address: nil) == nil)
  }

  @Test func whatIsGivenStaysUnlessItIsAnAddress() {
    #expect(OutletNames.name(given: "NYT Upfront", address: "https://www.nytimes.com/a") == "NYT Upfront")
    #expect(OutletNames.name(given: "www.nytimes.com", address: nil) == "The New York Times")
    #expect(OutletNames.name(given: nil, address: "https://www.nytimes.com/a") == "The New York Times")
    #expect(OutletNames.name(given: "post.example", address: nil) == "post.example")
  }

  @Test func tableHasEachHostOnceInOrder() throws {
    let lexicon = Lexicon(named: "outlets.tsv")
    let hosts = lexicon.rows.map { $0[0] }
    #expect(hosts.count > 500)
    for (one, other) in zip(hosts, hosts.dropFirst()) { #expect(Array(one.utf8).lexicographicallyPrecedes(Array(other.utf8)), "\(other)") }
    for row in lexicon.rows {
      #expect(row[0] == row[0].lowercased() && row[0].contains(".") && !row[0].hasPrefix("www.") && !row[1].isEmpty, "\(row)")
      #expect(OutletNames.name(stated: [], address: "https://www.\(row[0])/a") == row[1])
    }
  }
}
