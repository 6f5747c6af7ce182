package io.xmlfleet.failure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A bound on the work of the thread that makes it: over when the time has passed and the thread has
 * been busy for as long. Confined to that thread.
 *
 * <p>The clock alone would be unjust to a process that stood still: stopped by a signal, moved with
 * its virtual machine, or starved of processors. What was in work then has used no time of its own,
 * and would be finished in a moment. Where the JVM does not know a thread's time, the clock
 * decides.
 */
public final class BusyLimit implements TimeLimit {
  /** The processor time of a thread that the JVM knows none of. */
  static final long UNKNOWN = -1;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Duration limit;
  private final Deadline deadline;
  private final LongSupplier busyNanos;
  private final long busyBefore;

  private BusyLimit(Duration limit, Clock clock, LongSupplier busyNanos) {
    this.limit = limit;
    this.deadline = Deadline.after(limit, clock);
    this.busyNanos = busyNanos;
    this.busyBefore = busyNanos.getAsLong();
  }

  /** Begins now. */
  public static BusyLimit after(Duration limit, Clock clock) {
    return after(limit, clock, BusyLimit::busyNanosOfThisThread);
  }

  /**
   * The same with another source of processor times.
   *
   * @param busyNanos the thread's time since some moment, or {@link #UNKNOWN}
   */
  static BusyLimit after(Duration limit, Clock clock, LongSupplier busyNanos) {
    return new BusyLimit(limit, clock, busyNanos);
  }

  @Override
  public boolean expired() {
    return deadline.expired() && wasBusy();
  }

  private boolean wasBusy() {
    long busy = busyNanos.getAsLong();
    return busyBefore == UNKNOWN || busy == UNKNOWN || busy - busyBefore >= limit.toNanos();
  }

  private static long busyNanosOfThisThread() {
    return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : UNKNOWN;
  }
}
