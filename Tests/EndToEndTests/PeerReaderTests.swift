import Foundation
import TestSupport
import Testing

/// What other programs read from the exports: the same tables, whatever the format. These tests need a Python with pandas, polars, duckdb,
/// pyarrow, openpyxl and frictionless (`PYTHON=…`); without it they pass with a message.
@Suite struct PeerReaderTests {
  private static let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"

  /// Runs a script; `nil` if the modules are not there.
  private static func run(_ modules: String, _ script: String, in folder: String) throws -> (status: Int32, text: String)? {
    func python(_ text: String) throws -> (Int32, String) {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [Self.python, "-c", text]
      process.currentDirectoryURL = URL(filePath: folder)
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = pipe
      try process.run()
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
    guard try python("import \(modules)").0 == 0 else {
      print("skipped: \(Self.python) has no \(modules); name one that has with PYTHON")
      return nil
    }
    return try python(script)
  }

  private static func folder(_ formats: [String]) throws -> Scratch {
    let scratch = try Scratch()
    for format in formats {
      let run = try CommandLineTool.run(
        [
          "export", "all", "--format", format, "--output", scratch.path(format) + "/", "--min-confidence", "0", "--index",
          try CorpusIndex.shared(),
        ])
      #expect(run.status == 0, "\(run.errors)")
    }
    return scratch
  }

  @Test func everyFormatGivesTheSameTables() throws {
    let scratch = try Self.folder(["csv", "jsonl", "parquet", "xlsx", "sqlite"])
    let script = """
      import pandas as pd, polars as pl, duckdb, sqlite3
      db = sqlite3.connect('sqlite/onrecord.sqlite')
      for table in ['quotes', 'figures', 'officials', 'articles']:
          frames = {
              'csv': pd.read_csv(f'csv/{table}.csv'), 'jsonl': pd.read_json(f'jsonl/{table}.jsonl', lines=True),
              'parquet': pd.read_parquet(f'parquet/{table}.parquet'), 'xlsx': pd.read_excel('xlsx/onrecord.xlsx', sheet_name=table),
              'sqlite': pd.read_sql(f'select * from {table}', db),
              'polars': pl.read_parquet(f'parquet/{table}.parquet').to_pandas(), 'polars csv': pl.read_csv(f'csv/{table}.csv').to_pandas(),
              'duckdb': duckdb.sql(f"select * from 'parquet/{table}.parquet'").df(), 'duckdb csv': duckdb.sql(f"select * from 'csv/{table}.csv'").df(),
          }
          first = frames['parquet']
          first = first.sort_values('id', ignore_index=True)
          for name, frame in frames.items():
              assert list(frame.columns) == list(first.columns), (table, name)
              frame['id'] = frame['id'].astype(str)
              # Where no order is asked for, csv and jsonl begin with the rows that show the columns' types.
              frame = frame.sort_values('id', ignore_index=True)
              assert len(frame) == len(first), (table, name, len(frame), len(first))
              assert list(frame['id'].astype(str)) == list(first['id']), (table, name)
              for column in ['value', 'confidence', 'char_start', 'length']:
                  if column in first:
                      a, b = pd.to_numeric(frame[column]), first[column]
                      assert a.isna().sum() == b.isna().sum() and abs(a.sum() - b.sum()) <= 1e-9 * max(1, abs(b.sum())), (table, name, column)
              days = pd.to_datetime(frame['published_date']).dt.strftime('%Y-%m-%d').fillna('')
              assert list(days) == list(pd.to_datetime(first['published_date']).dt.strftime('%Y-%m-%d').fillna('')), (table, name)
      print('same')
      """
    guard let run = try Self.run("pandas, polars, duckdb, pyarrow, openpyxl", script, in: scratch.folder.path) else { return }
    #expect(run.status == 0 && run.text.hasSuffix("same\n"), "\(run.text)")
  }

  /// With readers that look only at the first rows, in default settings, every column has the same type as in Parquet, except for what
  /// their formats cannot express (CSV and JSON have no dates, CSV has no lists; a column without any value has no type).
  @Test("fault: sparse columns do not load in polars with its defaults") func sparseColumnsLoadWithDefaults() throws {
    let scratch = try Self.folder(["csv", "jsonl", "parquet"])
    let script = """
      import polars as pl, duckdb
      for table in ['quotes', 'figures', 'officials', 'articles']:
          typed = pl.read_parquet(f'parquet/{table}.parquet').sort('id')
          frames = {
              'polars jsonl': pl.read_ndjson(f'jsonl/{table}.jsonl'), 'polars csv': pl.read_csv(f'csv/{table}.csv'),
              'duckdb jsonl': duckdb.sql(f"select * from 'jsonl/{table}.jsonl'").pl(), 'duckdb csv': duckdb.sql(f"select * from 'csv/{table}.csv'").pl(),
          }
          for name, frame in frames.items():
              # polars orders the columns of JSON Lines as it likes.
              assert sorted(frame.columns) == sorted(typed.columns), (table, name)
              frame = frame.sort('id')
              assert list(frame['id']) == list(typed['id']), (table, name)
              for column in typed.columns:
                  empty = typed[column].null_count() == len(typed)
                  if not empty and typed[column].dtype.is_numeric():
                      assert frame[column].dtype == typed[column].dtype, (table, name, column, frame[column].dtype)
                      assert frame[column].null_count() == typed[column].null_count(), (table, name, column)
                      a, b = frame[column].sum(), typed[column].sum()
                      assert abs(a - b) <= 1e-9 * max(1, abs(b)), (table, name, column, a, b)
                  elif not empty and column not in ('authors', 'tags'):
                      assert frame[column].null_count() == typed[column].null_count(), (table, name, column)
      print('same')
      """
    guard let run = try Self.run("polars, duckdb, pyarrow", script, in: scratch.folder.path) else { return }
    #expect(run.status == 0 && run.text.hasSuffix("same\n"), "\(run.text)")
  }

  private static let office = URL(filePath: "/usr/bin/soffice")

  /// LibreOffice guesses the type of each cell. What it reads from a workbook, and from a CSV for spreadsheets, has exactly the same ids,
  /// spans and letters. Without a window it ignores the byte-order mark, so it is told the encoding.
  @Test(
    "fault: a spreadsheet takes ids and spans for numbers and dates",
    .enabled(if: FileManager.default.isExecutableFile(atPath: office.path), "LibreOffice is not installed"))
  func spreadsheetKeepsIDsAndSpans() throws {
    let scratch = try Scratch()
    let index = try CorpusIndex.shared()
    func export(_ name: String, _ words: [String]) throws -> String {
      let run = try CommandLineTool.run(
        ["export", "figures", "--min-confidence", "0", "--output", scratch.path(name), "--index", index] + words)
      #expect(run.status == 0, "\(run.errors)")
      return scratch.path(name)
    }
    let plain = try export("plain.csv", [])
    let table = CSVTable(try String(contentsOfFile: plain, encoding: .utf8))
    for file in [try export("excel.csv", ["--excel"]), try export("book.xlsx", [])] {
      let folder = scratch.path("read")
      let run = try CommandRun(
        Self.office,
        [
          "--headless", "-env:UserInstallation=file://\(scratch.path("profile"))", "--convert-to",
          "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", folder,
        ] + (file.hasSuffix(".csv") ? ["--infilter=CSV:44,34,76"] : []) + [file])
      #expect(run.wait() == 0, "\(run.output)")
      let name = URL(filePath: file).deletingPathExtension().lastPathComponent
      let read = CSVTable(try String(contentsOfFile: "\(folder)/\(name).csv", encoding: .utf8).replacingOccurrences(of: "\n", with: "\r\n"))
      #expect(read.rows.count == table.rows.count)
      for column in ["id", "unit", "concept", "period", "compared_to_period", "quote", "article_id", "unit_text", "outlet"] {
        #expect(read.values(column).sorted() == table.values(column).sorted(), "\(name).\(column)")
      }
    }
  }

  @Test func parquetIsTyped() throws {
    let scratch = try Self.folder(["parquet"])
    let script = """
      import pyarrow.parquet as pq
      schema = pq.read_schema('parquet/figures.parquet')
      kinds = {name: str(schema.field(name).type) for name in schema.names}
      assert kinds['value'] == 'double' and kinds['char_start'] == 'int64' and kinds['vague'] == 'bool', kinds
      assert kinds['published'] == 'timestamp[us, tz=UTC]' and kinds['period_start'] == 'date32[day]' and kinds['text'] == 'string', kinds
      assert pq.read_table('parquet/figures.parquet').num_rows == pq.read_metadata('parquet/figures.parquet').num_rows
      print('typed')
      """
    guard let run = try Self.run("pyarrow.parquet", script, in: scratch.folder.path) else { return }
    #expect(run.status == 0 && run.text.hasSuffix("typed\n"), "\(run.text)")
  }

  @Test func dataPackageIsValid() throws {
    let scratch = try Self.folder(["csv"])
    let script = """
      import frictionless
      report = frictionless.validate('csv/datapackage.json')
      assert report.valid, report.flatten(['rowNumber', 'fieldName', 'type', 'note'])[:5]
      print('valid')
      """
    guard let run = try Self.run("frictionless", script, in: scratch.folder.path) else { return }
    #expect(run.status == 0 && run.text.hasSuffix("valid\n"), "\(run.text)")
  }
}
