/// The page in an HTTP response from an archive.
struct HTTPBody {
  /// Why there is no page, although there should be one.
  struct Problem: Error {
    var reason: IngestionError.Reason
    var message: String
  }

  let limits: InputLimits

  /// The HTML of a successful response, with its codings undone; `nil` if the response holds something else.
  func page(_ body: [UInt8], _ http: HeaderFields) throws(Problem) -> (bytes: [UInt8], type: String?)? {
    guard Self.isSuccess(http.firstLine), !body.isEmpty else { return nil }
    let type = http["content-type"]
    if let type, !type.isEmpty, !Self.isHTML(type) { return nil }
    let page: [UInt8]
    do throws(BodyDecoder.Failure) {
      page = try BodyDecoder(limits: limits).decode(body, transfer: http.list("transfer-encoding"), content: http.list("content-encoding"))
    } catch {
      switch error {
      case .corrupt(let coding): throw Problem(reason: .corrupt, message: "has a body whose \(coding) data are damaged")
      case .truncated(let coding): throw Problem(reason: .truncated, message: "has a body whose \(coding) data end in the middle")
      case .unknown(let coding): throw Problem(reason: .unsupported, message: "has a body in a coding that is not read: \(coding)")
      case .tooLarge: throw Problem(reason: .tooLarge, message: "is larger than \(limits.pageBytes >> 20) MB, which no article is")
      }
    }
    if type == nil || type == "", !Self.looksLikeHTML(page) { return nil }
    return (page, type)
  }

  /// Whether a status line means success.
  static func isSuccess(_ statusLine: String) -> Bool {
    let parts = statusLine.split(separator: " ")
    return parts.count >= 2 && parts[0].hasPrefix("HTTP/") && parts[1].count == 3 && parts[1].hasPrefix("2")
  }

  /// Whether a media type is that of a page.
  static func isHTML(_ contentType: String) -> Bool {
    let type = contentType.lowercased().prefix { $0 != ";" && $0 != " " }
    return type == "text/html" || type == "application/xhtml+xml"
  }

  /// Whether a media type is that of plain text.
  static func isText(_ contentType: String) -> Bool { contentType.lowercased().prefix { $0 != ";" && $0 != " " } == "text/plain" }

  /// Whether bytes look like a page.
  static func looksLikeHTML(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
    return head.contains("<html") || head.contains("<!doctype html") || head.contains("<body") || head.contains("<head")
  }
}
