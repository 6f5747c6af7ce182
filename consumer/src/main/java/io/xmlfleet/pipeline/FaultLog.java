package io.xmlfleet.pipeline;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults of ours that a document brought to light: each place in the code is an ERROR once, however
 * many documents meet it; want of memory is none, but a WARN. Shows type and stack, never the
 * message, since it may quote the document. Thread-safe.
 */
final class FaultLog {
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

  private static final String OUT_OF_MEMORY =
      "the document needs more memory than the process has: give it more, or lower the contract's"
          + " limits";

  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /** Logs the fault and makes it an item's failure. */
  Failure rejection(Throwable fault) {
    String place = place(fault);
    if (fault instanceof OutOfMemoryError) {
      LOG.warn("A document needs more memory than there is: {}", place);
      return Failure.of(Stage.UNKNOWN, OUT_OF_MEMORY + " (" + place + ")");
    }
    if (seen.add(place)) {
      Exception shown = new Exception(fault.getClass().getName());
      shown.setStackTrace(fault.getStackTrace());
      LOG.error("An item is rejected because of a fault of ours; please report it", shown);
    } else {
      LOG.debug("An item is rejected because of a known fault: {}", place);
    }
    return Failure.of(Stage.UNKNOWN, "internal fault: " + place);
  }

  private static String place(Throwable fault) {
    StackTraceElement[] stack = fault.getStackTrace();
    String type = fault.getClass().getName();
    return stack.length == 0 ? type : type + " at " + stack[0];
  }
}
