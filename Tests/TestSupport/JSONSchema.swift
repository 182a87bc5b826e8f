package import Foundation

/// Validates JSON values against a JSON Schema (draft 2020-12), as far as the project's schema uses it: type, enum, required, properties,
/// additionalProperties, items, pattern, minLength, minimum, maximum, anyOf and local `$ref`.
///
/// An unknown keyword is a failure, so that a schema cannot outgrow its validator unnoticed.
package struct JSONSchema {
  private let root: [String: Any]
  private static let known: Set<String> = [
    "$schema", "title", "description", "$defs", "$ref", "type", "enum", "required", "properties", "additionalProperties", "items",
    "pattern",
    "minLength", "minimum", "maximum", "anyOf",
  ]

  /// Reads a schema.
  package init(_ data: Data) throws {
    guard let root = try JSONSerialization.jsonObject(with: data) as? [String: Any] else { throw CocoaError(.fileReadCorruptFile) }
    self.root = root
  }

  /// Every violation of the schema in a JSON text, with its path; empty if the text is valid.
  package func violations(in json: Data) throws -> [String] {
    var found: [String] = []
    check(try JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed), root, "$", &found)
    return found
  }

  private func check(_ value: Any, _ schema: [String: Any], _ path: String, _ found: inout [String]) {
    for key in schema.keys where !JSONSchema.known.contains(key) { found.append("\(path): keyword \(key) is not supported") }
    if let reference = schema["$ref"] as? String { return check(value, definition(reference), path, &found) }
    if let options = schema["anyOf"] as? [[String: Any]] {
      let fits = options.contains { option in
        var inner: [String] = []
        check(value, option, path, &inner)
        return inner.isEmpty
      }
      if !fits { found.append("\(path): fits none of anyOf") }
    }
    if let type = schema["type"] {
      let names = type as? [String] ?? [type as? String ?? ""]
      if !names.contains(where: { JSONSchema.isOf($0, value) }) { found.append("\(path): is not \(names.joined(separator: " or "))") }
    }
    if let allowed = schema["enum"] as? [Any], !allowed.contains(where: { ($0 as? NSObject) == (value as? NSObject) }) {
      found.append("\(path): \(value) is not among the allowed values")
    }
    checkString(value, schema, path, &found)
    checkNumber(value, schema, path, &found)
    if let object = value as? [String: Any] { checkObject(object, schema, path, &found) }
    if let array = value as? [Any], let items = schema["items"] as? [String: Any] {
      for (index, element) in array.enumerated() { check(element, items, "\(path)[\(index)]", &found) }
    }
  }

  private func checkString(_ value: Any, _ schema: [String: Any], _ path: String, _ found: inout [String]) {
    guard let text = value as? String else { return }
    if let minimum = schema["minLength"] as? Int, text.unicodeScalars.count < minimum { found.append("\(path): is too short") }
    if let pattern = schema["pattern"] as? String, text.range(of: pattern, options: .regularExpression) == nil {
      found.append("\(path): '\(text)' does not match \(pattern)")
    }
  }

  private func checkNumber(_ value: Any, _ schema: [String: Any], _ path: String, _ found: inout [String]) {
    guard JSONSchema.isOf("number", value), let number = (value as? NSNumber)?.doubleValue else { return }
    if let minimum = (schema["minimum"] as? NSNumber)?.doubleValue, number < minimum { found.append("\(path): \(number) is too small") }
    if let maximum = (schema["maximum"] as? NSNumber)?.doubleValue, number > maximum { found.append("\(path): \(number) is too large") }
  }

  private func checkObject(_ object: [String: Any], _ schema: [String: Any], _ path: String, _ found: inout [String]) {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    for key in schema["required"] as? [String] ?? [] where object[key] == nil { found.append("\(path): lacks \(key)") }
    for (key, value) in object {
      if let property = properties[key] {
        check(value, property, "\(path).\(key)", &found)
      } else if schema["additionalProperties"] as? Bool == false {
        found.append("\(path): must not have \(key)")
      }
    }
  }

  private func definition(_ reference: String) -> [String: Any] {
    var node: Any = root
    for part in reference.split(separator: "/").dropFirst() { node = (node as? [String: Any])?[String(part)] ?? [:] }
    return node as? [String: Any] ?? [:]
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "boolean": isBoolean(value)
    case "integer": !isBoolean(value) && (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "number": !isBoolean(value) && value is NSNumber
    default: false
    }
  }

  private static func isBoolean(_ value: Any) -> Bool {
    (value as? NSNumber).map { unsafe String(cString: $0.objCType) == "c" } ?? false
  }
}
