internal import CPQ
internal import FullText

/// A value that is bound to a statement; sent as text.
enum PostgreSQLValue: Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
  case integers([Int64])
  case texts([String])

  init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
  init(_ value: String?) { self = value.map { .text($0) } ?? .null }

  /// The value as PostgreSQL reads it; `nil` for NULL.
  var written: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number): PostgreSQLText.real(number)
    case .text(let text): PostgreSQLText.storable(text)
    case .blob(let bytes): PostgreSQLText.hexadecimal(bytes)
    case .integers(let numbers): "{" + numbers.map(String.init).joined(separator: ",") + "}"
    case .texts(let texts): "{" + texts.map { PostgreSQLText.quoted($0) }.joined(separator: ",") + "}"
    }
  }
}

/// Rows that a statement gave; let go of, they are freed. The only owner of a `PGresult*`.
@safe final class PostgreSQLRows {
  private let handle: OpaquePointer
  /// How many there are.
  let count: Int

  fileprivate init(_ handle: OpaquePointer) {
    unsafe self.handle = handle
    count = Int(unsafe PQntuples(handle))
  }

  deinit { unsafe PQclear(handle) }

  /// How many rows a statement that gives none has changed.
  var changed: Int { unsafe Int(String(cString: PQcmdTuples(handle))) ?? 0 }

  func isNull(_ row: Int, _ column: Int) -> Bool { unsafe PQgetisnull(handle, Int32(row), Int32(column)) != 0 }

  private func bytes<Value>(_ row: Int, _ column: Int, _ read: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    let count = Int(unsafe PQgetlength(handle, Int32(row), Int32(column)))
    guard let start = unsafe PQgetvalue(handle, Int32(row), Int32(column)) else {
      return unsafe read(UnsafeBufferPointer(start: nil, count: 0))
    }
    return unsafe start.withMemoryRebound(to: UInt8.self, capacity: max(1, count)) {
      unsafe read(UnsafeBufferPointer(start: $0, count: count))
    }
  }

  /// A text; empty for NULL.
  func text(_ row: Int, _ column: Int) -> String { unsafe bytes(row, column) { unsafe String(decoding: $0, as: UTF8.self) } }
  func optionalText(_ row: Int, _ column: Int) -> String? { isNull(row, column) ? nil : text(row, column) }
  /// A text's bytes.
  func utf8(_ row: Int, _ column: Int) -> [UInt8] { unsafe bytes(row, column) { unsafe Array($0) } }

  /// A whole number; 0 for NULL.
  func integer(_ row: Int, _ column: Int) -> Int64 {
    unsafe bytes(row, column) { digits in
      var value: UInt64 = 0
      var isNegative = false
      for index in 0..<digits.count {
        let digit = unsafe digits[index]
        if digit == UInt8(ascii: "-") { isNegative = true } else { value = value &* 10 &+ UInt64(digit &- 0x30) }
      }
      return Int64(bitPattern: isNegative ? 0 &- value : value)
    }
  }
  func optionalInteger(_ row: Int, _ column: Int) -> Int? { isNull(row, column) ? nil : Int(integer(row, column)) }
  /// A truth value; false for NULL.
  func bool(_ row: Int, _ column: Int) -> Bool { unsafe bytes(row, column) { unsafe $0.count == 1 && $0[0] == UInt8(ascii: "t") } }

  /// A `bigint` of a result of ``PostgreSQLConnection/fetch(_:_:)``, the most significant byte first.
  func bigint(_ row: Int, _ column: Int) -> Int64 {
    unsafe bytes(row, column) { bytes in
      var value: UInt64 = 0
      for index in 0..<bytes.count { value = value << 8 | UInt64(unsafe bytes[index]) }
      return Int64(bitPattern: value)
    }
  }
  /// The bytes of a result of ``PostgreSQLConnection/fetch(_:_:)``, for reading bit by bit.
  func bits(_ row: Int, _ column: Int) -> PackedBits {
    unsafe bytes(row, column) { bytes in
      let words = unsafe [UInt64](unsafeUninitializedCapacity: PackedBits.words(for: bytes.count)) { buffer, used in
        used = buffer.count
        unsafe buffer.initialize(repeating: 0)
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(bytes))
      }
      return PackedBits(words: words, count: bytes.count)
    }
  }

  /// Bytes, which come as hexadecimal digits.
  func blob(_ row: Int, _ column: Int) -> [UInt8] {
    unsafe bytes(row, column) { digits in
      guard digits.count >= 2 else { return [] }
      func digit(_ byte: UInt8) -> UInt8 { byte <= 0x39 ? byte &- 0x30 : byte &- 0x57 }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(digits.count / 2)
      var index = 2
      while index + 1 < digits.count {
        bytes.append(unsafe digit(digits[index]) << 4 | digit(digits[index + 1]))
        index += 2
      }
      return bytes
    }
  }
}

/// A connection to a server; closed when it is let go of. The only owner of a `PGconn*`.
@safe final class PostgreSQLConnection {
  private let handle: OpaquePointer
  /// Where it leads, for messages; it holds no password.
  let place: String
  /// The statements that the server has prepared, by their text.
  private var prepared: [String: String] = [:]

  /// Connects. The place is one of libpq's own connection strings.
  init(_ place: String) throws(IndexError) {
    self.place = place
    if let problem = unsafe onrecord_pq_problem() { throw .unreachable(path: place, detail: unsafe String(cString: problem)) }
    switch unsafe onrecord_pq_has_password(place) {
    case 0: break
    case 1:
      throw .wrongPlace(
        detail:
          "the address \(Self.withoutPassword(place)) holds a password, which every user of this machine can see; put it into ~/.pgpass (PGPASSFILE), a service file or PGPASSWORD, and leave it out of the address"
      )
    default:
      throw .wrongPlace(
        detail:
          "\(place) cannot be read as the address of a database; write postgresql://USER@HOST:PORT/DATABASE, or postgresql:///DATABASE for this machine"
      )
    }
    guard let opened = unsafe PQconnectdb(place) else { throw .io(path: place, detail: "no memory") }
    unsafe handle = opened
    guard unsafe PQstatus(opened) == CONNECTION_OK else {
      let message = unsafe Self.line(String(cString: PQerrorMessage(opened)))
      throw .unreachable(path: place, detail: message)
    }
    unsafe onrecord_pq_quiet(opened)
    try execute(unsafe String(cString: onrecord_pq_settings()))
  }

  deinit { unsafe PQfinish(handle) }

  /// The address with what stands between a user's name and the host cut out.
  private static func withoutPassword(_ place: String) -> String {
    guard let scheme = place.firstRange(of: "://"), let at = place[scheme.upperBound...].firstIndex(of: "@") else { return "…" }
    let user = place[scheme.upperBound..<at].prefix { $0 != ":" }
    return String(place[..<scheme.upperBound] + user + place[at...].prefix { $0 != "?" })
  }

  private static func line(_ message: String) -> String {
    message.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " || $0 == "\t" } }.joined(separator: "; ")
  }

  /// Runs statements that take no values.
  func execute(_ sql: String) throws(IndexError) {
    guard let result = unsafe PQexec(handle, sql) else { throw failure() }
    _ = try unsafe checked(result)
  }

  /// Runs a statement.
  @discardableResult
  func query(_ sql: String, _ values: [PostgreSQLValue] = []) throws(IndexError) -> PostgreSQLRows {
    let result = unsafe Self.withWritten(values) { parameters in
      unsafe PQexecParams(handle, sql, Int32(values.count), nil, parameters, nil, nil, 0)
    }
    guard let result = unsafe result else { throw failure() }
    return try unsafe checked(result)
  }

  /// Runs a statement that is prepared once; bytes and numbers come as the server holds them (see ``PostgreSQLRows/bigint(_:_:)``).
  func fetch(_ sql: String, _ values: [PostgreSQLValue]) throws(IndexError) -> PostgreSQLRows {
    let name = try prepare(sql)
    let result = unsafe Self.withWritten(values) { parameters in
      unsafe PQexecPrepared(handle, name, Int32(values.count), parameters, nil, nil, 1)
    }
    guard let result = unsafe result else { throw failure() }
    return try unsafe checked(result)
  }

  private func prepare(_ sql: String) throws(IndexError) -> String {
    if let known = prepared[sql] { return known }
    let name = "s\(prepared.count)"
    guard let result = unsafe PQprepare(handle, name, sql, 0, nil) else { throw failure() }
    _ = try unsafe checked(result)
    prepared[sql] = name
    return name
  }

  /// Lends values as the server reads them, each ended by a zero byte.
  private static func withWritten(
    _ values: [PostgreSQLValue], _ body: ([UnsafePointer<CChar>?]) -> OpaquePointer?
  ) -> OpaquePointer? {
    var bytes: [CChar] = []
    var starts: [Int?] = []
    for value in values {
      guard let written = value.written else {
        starts.append(nil)
        continue
      }
      starts.append(bytes.count)
      for byte in written.utf8 { bytes.append(CChar(bitPattern: byte)) }
      bytes.append(0)
    }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      let parameters = unsafe starts.map { start in unsafe start.flatMap { start in unsafe buffer.baseAddress.map { unsafe $0 + start } } }
      return unsafe body(parameters)
    }
  }

  /// Loads rows into a table, whose columns are named behind its name, and forgets them once they are there.
  func copy(into table: String, _ rows: inout CopyRows) throws(IndexError) {
    guard !rows.isEmpty else { return }
    let bytes = rows.bytes
    guard let begun = unsafe PQexec(handle, "COPY \(table) FROM STDIN (FORMAT binary)") else { throw failure() }
    defer { unsafe PQclear(begun) }
    guard unsafe PQresultStatus(begun) == PGRES_COPY_IN else { throw unsafe failure(begun) }
    var sent = 0
    while sent < bytes.count {
      let size = min(1 << 20, bytes.count - sent)
      let code = unsafe bytes.withUnsafeBytes { buffer in
        unsafe PQputCopyData(handle, buffer.baseAddress?.advanced(by: sent).assumingMemoryBound(to: CChar.self), Int32(size))
      }
      guard code == 1 else { throw failure() }
      sent += size
    }
    guard unsafe PQputCopyEnd(handle, nil) == 1 else { throw failure() }
    var problem: IndexError?
    while let result = unsafe PQgetResult(handle) {
      if unsafe PQresultStatus(result) != PGRES_COMMAND_OK, problem == nil { problem = unsafe failure(result) }
      unsafe PQclear(result)
    }
    if let problem { throw problem }
    rows.clear()
  }

  /// Whether a transaction is open, also one that has failed.
  var isInTransaction: Bool {
    let status = unsafe PQtransactionStatus(handle)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }
  /// Whether the connection has ended.
  var isLost: Bool { unsafe PQstatus(handle) != CONNECTION_OK }
  /// Connects anew to the same place.
  func reconnect() throws(IndexError) {
    unsafe PQreset(handle)
    prepared.removeAll()
    if isLost { throw failure() }
    try execute(unsafe String(cString: onrecord_pq_settings()))
  }

  private func checked(_ result: OpaquePointer) throws(IndexError) -> PostgreSQLRows {
    let status = unsafe PQresultStatus(result)
    guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY else {
      let error = unsafe failure(result)
      unsafe PQclear(result)
      throw error
    }
    return unsafe PostgreSQLRows(result)
  }

  /// What a statement that gave no result means to a person.
  private func failure() -> IndexError { failure(state: "", unsafe Self.line(String(cString: PQerrorMessage(handle)))) }

  /// What a failed result means to a person.
  private func failure(_ result: OpaquePointer) -> IndexError {
    let code = unsafe PQresultErrorField(result, Int32(onrecord_pq_sqlstate_field())).map { unsafe String(cString: $0) }
    return failure(state: code ?? "", unsafe Self.line(String(cString: PQresultErrorMessage(result))))
  }

  private func failure(state: String, _ detail: String) -> IndexError {
    if isLost { return .unreachable(path: place, detail: detail) }
    switch state {
    case "53100", "53400": return .full(path: place)
    case "42501": return .noPermission(path: place)
    case "25006": return .readOnly(path: place)
    case "55P03", "40001", "40P01", "57014": return .busy(path: place)
    default: return .io(path: place, detail: state.isEmpty ? detail : "\(detail) [\(state)]")
    }
  }
}
