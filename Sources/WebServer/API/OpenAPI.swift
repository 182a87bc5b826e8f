internal import Export
internal import OnRecord
internal import Record

/// The OpenAPI description of the API, generated from the routes themselves.
enum OpenAPI {
  static func document(_ routes: [Route]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("openapi", "3.1.0")
      writer.key("info")
      writer.object { writer in
        writer.member("title", "OnRecord")
        writer.member("summary", "Quotes, figures and officials of a news index on this machine")
        writer.member("version", Version.name.split(separator: " ").last.map(String.init) ?? Version.name)
        writer.key("license")
        writer.object {
          $0.member("name", "Apache-2.0")
          $0.member("identifier", "Apache-2.0")
        }
      }
      writer.key("paths")
      writer.object { writer in
        for path in paths(routes) {
          writer.key(path.name)
          writer.object { writer in for (route, format) in path.entries { operation(route, format, &writer) } }
        }
      }
      writer.key("components")
      components(&writer)
    }
    return writer.bytes + [0x0A]
  }

  /// Every path with its methods, in the order of the routes. A path with an ending is a separate path.
  private static func paths(_ routes: [Route]) -> [(name: String, entries: [(Route, Format)])] {
    var paths: [(name: String, entries: [(Route, Format)])] = []
    for route in routes {
      for (index, format) in route.formats.enumerated() {
        let name = "/" + route.path.joined(separator: "/") + (index == 0 ? "" : "." + format.rawValue)
        if let place = paths.firstIndex(where: { $0.name == name }) {
          paths[place].entries.append((route, format))
        } else {
          paths.append((name, [(route, format)]))
        }
      }
    }
    return paths
  }

  private static func operation(_ route: Route, _ format: Format, _ writer: inout JSONWriter) {
    writer.key(route.method.lowercased())
    writer.object { writer in
      writer.member("summary", route.summary)
      let pieces = route.path.map { String($0.filter { $0.isLetter || $0.isNumber }) }
      writer.member("operationId", ([route.method.lowercased()] + pieces + [format.rawValue]).joined(separator: "-"))
      let isForm = route.method == "POST"
      let inPath = route.path.filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
      writer.key("parameters")
      writer.array { writer in
        for name in inPath {
          parameter(Route.Parameter(name: name, help: "names the \(name)", isRequired: true), "path", &writer)
        }
        if !isForm { for entry in route.parameters where entry.name != "excel" || format == .csv { parameter(entry, "query", &writer) } }
      }
      if isForm { form(route, &writer) }
      writer.key("responses")
      writer.object { writer in responses(route, format, &writer) }
    }
  }

  private static func parameter(_ entry: Route.Parameter, _ place: String, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("name", entry.name)
      writer.member("in", place)
      writer.member("description", entry.help)
      writer.key("required")
      writer.bool(place == "path" || entry.isRequired)
      writer.key("schema")
      schema(entry, &writer)
    }
  }

  private static func schema(_ entry: Route.Parameter, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("type", entry.type)
      guard !entry.choices.isEmpty else { return }
      writer.key("enum")
      writer.array(entry.choices) { $0.string($1) }
    }
  }

  private static func form(_ route: Route, _ writer: inout JSONWriter) {
    writer.key("requestBody")
    writer.object { writer in
      writer.key("required")
      writer.bool(true)
      writer.key("content")
      writer.object { writer in
        writer.key("application/x-www-form-urlencoded")
        writer.object { writer in
          writer.key("schema")
          writer.object { writer in
            writer.member("type", "object")
            writer.key("properties")
            writer.object { writer in
              for entry in route.parameters {
                writer.key(entry.name)
                schema(entry, &writer)
              }
            }
            writer.key("required")
            writer.array(route.parameters.filter(\.isRequired)) { $0.string($1.name) }
          }
        }
      }
    }
  }

  private static func responses(_ route: Route, _ format: Format, _ writer: inout JSONWriter) {
    writer.key(route.method == "POST" || route.path == ["favicon.ico"] ? "303" : "200")
    writer.object { writer in
      writer.member("description", route.summary)
      guard route.method != "POST" else { return }
      let type = String((route.type ?? format.type).prefix { $0 != ";" })
      writer.key("content")
      writer.object { writer in
        writer.key(type)
        writer.object { writer in
          guard format == .json || format == .jsonl, !route.columns.isEmpty else { return }
          writer.key("schema")
          if format == .json, route.path.first != "article" {
            page(route.columns, &writer)
          } else {
            row(format == .json ? [] : route.columns, &writer)
          }
        }
      }
    }
    writer.key("default")
    writer.object { writer in
      writer.member("description", "What is wrong (RFC 9457)")
      writer.key("content")
      writer.object { writer in
        writer.key("application/problem+json")
        writer.object { writer in
          writer.key("schema")
          writer.object { $0.member("$ref", "#/components/schemas/Problem") }
        }
      }
    }
  }

  private static func page(_ columns: [Column], _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("type", "object")
      writer.key("properties")
      writer.object { writer in
        for name in ["total", "other_types", "left_out"] {
          writer.key(name)
          writer.object { $0.member("type", "integer") }
        }
        writer.key("rows")
        writer.object { writer in
          writer.member("type", "array")
          writer.key("items")
          row(columns, &writer)
        }
        writer.key("next")
        types(["string", "null"], &writer)
      }
      writer.key("required")
      writer.array(["total", "rows"]) { $0.string($1) }
    }
  }

  private static func row(_ columns: [Column], _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("type", "object")
      guard !columns.isEmpty else { return }
      writer.key("properties")
      writer.object { writer in
        for column in columns {
          writer.key(column.name)
          if column.kind == .array { types(["array"], &writer) } else { types([column.kind.rawValue, "null"], &writer) }
        }
      }
    }
  }

  private static func types(_ names: [String], _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("type")
      writer.array(names) { $0.string($1) }
    }
  }

  private static func components(_ writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("schemas")
      writer.object { writer in
        writer.key("Problem")
        writer.object { writer in
          writer.member("type", "object")
          writer.key("properties")
          writer.object { writer in
            for (name, type) in [
              ("type", "string"), ("title", "string"), ("status", "integer"), ("detail", "string"), ("column", "integer"),
              ("suggestion", "string"),
            ] {
              writer.key(name)
              writer.object { $0.member("type", type) }
            }
          }
          writer.key("required")
          writer.array(["type", "title", "status"]) { $0.string($1) }
        }
      }
    }
  }
}
