// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target. With them the compiler enforces the layering of the modules.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, exclude: [String] = [], plugins: [Target.PluginUsage] = []
) -> Target {
  .target(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: settings, plugins: plugins)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: settings)
}

/// A C library that the dynamic linker loads at start.
func library(_ name: String, apt package: String) -> Target {
  .systemLibrary(name: name, path: "Sources/SystemLibraries/\(name)", providers: [.apt([package])])
}

/// A C library that is loaded only when one of its functions is first called (see `CLateBinding`).
func lateLibrary(_ name: String) -> Target {
  .target(name: name, dependencies: ["CLateBinding"], path: "Sources/SystemLibraries/\(name)")
}

let package = Package(
  name: "OnRecord",
  products: [
    .library(name: "OnRecord", targets: ["OnRecord", "Record", "Aggregation", "Export"]),
    .executable(name: "onrecord", targets: ["OnRecordTool"]),
  ],
  targets: [
    library("CZlib", apt: "zlib1g-dev"),
    .target(name: "CLateBinding"),
    lateLibrary("CSQLite"),
    lateLibrary("CLibXML2"),
    lateLibrary("CPQ"),
    lateLibrary("CBrotli"),
    lateLibrary("CZstd"),
    lateLibrary("CNettle"),
    lateLibrary("CMicroHTTPD"),
    lateLibrary("CXlsxWriter"),
    .target(name: "CPageChecksum", dependencies: ["CSQLite"]),
    .target(name: "CKnowledge", exclude: ["Lexicons", "Models"]),
    .target(name: "CWebAssets", exclude: ["Files"]),

    .executableTarget(name: "SourceDigest", swiftSettings: settings),
    .plugin(name: "RulesDigest", capability: .buildTool(), dependencies: ["SourceDigest"], path: "Sources/RulesDigest"),

    module("Record", exclude: ["JSON/record.schema.json"]),
    module("Platform", ["CNettle", "CZlib"]),
    module("Knowledge", ["CKnowledge"]),
    module("Ranking", ["Knowledge"]),
    module("Linguistics", ["Record", "Knowledge"]),
    module(
      "Ingestion", ["Record", "Knowledge", "Ranking", "Platform", "CLibXML2", "CZlib", "CBrotli", "CZstd"], exclude: ["HTML/README.md"]),
    module("Extraction", ["Record", "Knowledge", "Linguistics", "Ranking"], plugins: ["RulesDigest"]),
    module("Training", ["Record", "Ranking", "Linguistics", "Extraction"]),
    module("Linkage", ["Record", "Knowledge"]),
    module("FullText", exclude: ["README.md"]),
    module(
      "Aggregation",
      ["FullText", "Record", "Platform", "Linguistics", "Linkage", "CPageChecksum", "CSQLite", "CPQ", "CZlib", "CZstd"]),
    module("Charts", ["Record"]),
    module("Export", ["Record", "CSQLite", "CXlsxWriter", "CZlib"]),
    module("OnRecord", ["Record", "Platform", "Ingestion", "Linguistics", "Extraction", "Aggregation", "Export", "Knowledge"]),
    module(
      "WebServer", ["OnRecord", "Record", "Platform", "Aggregation", "Linkage", "Export", "Charts", "CMicroHTTPD", "CWebAssets"]),
    .executableTarget(
      name: "OnRecordTool",
      dependencies: ["OnRecord", "Record", "Platform", "Ingestion", "Aggregation", "Linkage", "Export", "Charts", "WebServer"],
      swiftSettings: settings),
    .executableTarget(
      name: "Workshop",
      dependencies: [
        "OnRecord", "Record", "Platform", "Knowledge", "Linguistics", "Ingestion", "Extraction", "FullText", "Linkage", "Aggregation",
        "Export",
        "Ranking", "Training", "TestSupport", "CPageChecksum",
      ],
      exclude: ["TrainingTexts", "Teacher", "Marks/README.md", "Marks/articles.jsonl", "Marks/own.jsonl", "Marks/figure-kinds.jsonl"],
      swiftSettings: settings),

    module("TestSupport", ["Record", "Platform"], path: "Tests/TestSupport"),
    tests("RecordTests", ["Record", "Platform"]),
    tests("RankingTests", ["Ranking", "Training"]),
    tests("LinguisticsTests", ["Linguistics", "Training", "Knowledge", "Record"], exclude: ["Examples"]),
    tests("IngestionTests", ["Ingestion", "Knowledge", "Record", "Platform"], exclude: ["Fixtures"]),
    tests(
      "ExtractionTests", ["Extraction", "Training", "Ingestion", "Linguistics", "Knowledge", "Ranking", "Record", "OnRecord"],
      exclude: ["Examples"]),
    tests("LinkageTests", ["Linkage", "Knowledge", "Record"], exclude: ["Sets"]),
    tests("FullTextTests", ["FullText"], exclude: ["Words"]),
    tests(
      "AggregationTests",
      ["Aggregation", "FullText", "Linkage", "CPageChecksum", "Ingestion", "Record", "Platform", "OnRecord", "Export"]),
    tests("ExportTests", ["Export", "Record"]),
    tests("ChartsTests", ["Charts"]),
    tests("WebServerTests", ["WebServer", "Export", "OnRecord", "Ingestion", "Aggregation", "Record"]),
    tests("EndToEndTests", ["OnRecord", "Record", "Platform", "Aggregation", "OnRecordTool"], exclude: ["Sets"]),
    tests("HouseTests", ["Knowledge", "Platform", "Record"]),
  ]
)
