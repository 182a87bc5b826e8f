/// Recognizes addresses of posts on social networks.
enum SocialPost {
  /// Whether an address is that of a single post, not of an account or a share button.
  static func isAddress(_ address: ArraySlice<UInt8>) -> Bool {
    guard address.count >= 16, address.count < 400, mayBePost(address) else { return false }
    let text = String(decoding: address, as: UTF8.self).lowercased()
    guard let scheme = text.firstRange(of: "://") else { return false }
    let rest = text[scheme.upperBound...]
    guard let slash = rest.firstIndex(of: "/") else { return false }
    let path = rest[slash...]
    var host = rest[..<slash]
    for prefix in ["www.", "m.", "mobile.", "old."] where host.hasPrefix(prefix) { host = host.dropFirst(prefix.count) }
    if let parts = paths[String(host)] { return parts.contains { path.contains($0) } }
    // Mastodon: /@name/109876543210
    let pieces = path.split(separator: "/")
    return pieces.count == 2 && pieces[0].hasPrefix("@") && pieces[1].count >= 10 && pieces[1].allSatisfy(\.isNumber)
  }

  /// Whether the host is one of ``paths``, or the path has an "@" as on Mastodon, judged by bytes: a page has hundreds of links.
  private static func mayBePost(_ address: ArraySlice<UInt8>) -> Bool {
    guard let scheme = address.place(of: joint) else { return false }
    let rest = address[(scheme + joint.count)...]
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return false }
    if rest[slash...].place(of: handle) != nil { return true }
    // The registered part, without "www." and the like.
    let host = rest[..<slash].map(HTMLTag.lowercased)
    guard let last = host.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let start = host[..<last].lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 } ?? 0
    return hosts.contains(host[start...])
  }

  private static let joint = Array("://".utf8), handle = Array("/@".utf8)
  private static let hosts = ByteSet(paths.keys.map { Array($0.utf8) })

  /// What the path of a post contains, by host. Each host has two parts.
  private static let paths: [String: [String]] = [
    "twitter.com": ["/status/"], "x.com": ["/status/"], "instagram.com": ["/p/", "/reel/"],
    "facebook.com": ["/posts/", "/videos/", "story_fbid="], "tiktok.com": ["/video/"], "bsky.app": ["/post/"], "threads.net": ["/post/"],
    "threads.com": ["/post/"], "reddit.com": ["/comments/"], "linkedin.com": ["/posts/", "/feed/update/"],
    "truthsocial.com": ["/posts/", "/@"],
    "gab.com": ["/posts/"], "vk.com": ["/wall"], "weibo.com": ["/status/"],
  ]
}
