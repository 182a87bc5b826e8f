internal import Dispatch
internal import Synchronization

/// Runs a function over a sequence of inputs on the machine's processors, and hands the results on in the inputs' order.
///
/// The only place with parallelism: stages are plain functions. At most four inputs for each worker are under way at a time, so
/// that memory stays constant however long the input is; a result is handed on as soon as all before it are, even while the
/// next input is still being waited for.
public struct LocalEngine: Sendable {
  /// Number of workers.
  public var jobs: Int

  /// Makes an engine of that many workers (at least one).
  public init(jobs: Int) { self.jobs = max(1, jobs) }

  /// Runs `work` over all inputs.
  /// - Parameters:
  ///   - next: gives the next input, `nil` at the end; never called by two workers at once.
  ///   - work: turns an input into its result; called by all workers.
  ///   - emit: takes the results, in order, one at a time; gives `false` to end the run.
  public func run<Input: Sendable, Output: Sendable>(
    next: sending @escaping () -> Input?, work: @escaping @Sendable (Input) -> Output, emit: sending @escaping (Output) -> Bool
  ) {
    let line = AssemblyLine(next: next, work: work, emit: emit, window: jobs * 4)
    if jobs == 1 { return line.worker() }
    let queue = DispatchQueue(label: "onrecord.workers", attributes: .concurrent)
    let group = DispatchGroup()
    for _ in 0..<jobs { queue.async(group: group) { line.worker() } }
    group.wait()
  }
}

/// What the workers of one run share.
private final class AssemblyLine<Input: Sendable, Output: Sendable>: Sendable {
  private struct Intake {
    var next: () -> Input?
    var number = 0
    var isOver = false
  }

  private struct Outlet {
    var emit: (Output) -> Bool
    var number = 0
    var waiting: [Int: Output] = [:]
    var isClosed = false
  }

  private let intake: Mutex<Intake>
  private let outlet: Mutex<Outlet>
  private let work: @Sendable (Input) -> Output
  /// Inputs that may still be taken in before a result must go out.
  private let places: DispatchSemaphore

  init(
    next: sending @escaping () -> Input?, work: @escaping @Sendable (Input) -> Output, emit: sending @escaping (Output) -> Bool,
    window: Int
  ) {
    intake = Mutex(Intake(next: next))
    outlet = Mutex(Outlet(emit: emit))
    self.work = work
    places = DispatchSemaphore(value: window)
  }

  func worker() {
    while true {
      places.wait()
      guard let (number, input) = take() else {
        places.signal()
        return
      }
      deliver(work(input), number: number)
    }
  }

  private func take() -> (Int, Input)? {
    let isClosed = outlet.withLock { $0.isClosed }
    return intake.withLock { intake in
      if isClosed { intake.isOver = true }
      guard !intake.isOver, let input = intake.next() else {
        intake.isOver = true
        return nil
      }
      intake.number += 1
      return (intake.number - 1, input)
    }
  }

  private func deliver(_ output: Output, number: Int) {
    outlet.withLock { outlet in
      outlet.waiting[number] = output
      while let ready = outlet.waiting.removeValue(forKey: outlet.number) {
        outlet.number += 1
        if !outlet.isClosed, !outlet.emit(ready) { outlet.isClosed = true }
        places.signal()
      }
    }
  }
}
