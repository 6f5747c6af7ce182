package io.xmlfleet.workbench;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.xmlfleet.http.Route;
import io.xmlfleet.http.StaticFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The workbench as a part of another server: a desk for each dead letter that somebody opens, with
 * the letters that failed as it did. Thread-safe.
 */
public final class RepairDesks {
  private static final String PREFIX = "/workbench";

  /** Each keeps its documents in memory. */
  private static final int MOST = 4;

  private final Function<String, Workbench.Work> opening;

  /** By item and attempt: a letter that fails again is another one. */
  private final Map<String, Desk> desks =
      new LinkedHashMap<>(MOST, 1, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Desk> eldest) {
          return size() > MOST;
        }
      };

  /**
   * Desks that are made when they are asked for.
   *
   * @param opening what is on the desk of a letter, by its item; it throws {@link
   *     io.xmlfleet.failure.UsageException} where there is no such letter or no contract that may
   *     be written
   */
  public RepairDesks(Function<String, Workbench.Work> opening) {
    this.opening = opening;
  }

  /**
   * Page and API, below {@code /workbench/}.
   *
   * @param caller the name of who asks
   */
  public List<Route> routes(Function<Context, String> caller) {
    List<Route> routes = new ArrayList<>(StaticFiles.below(PREFIX, "/workbench/", Workbench.FILES));
    routes.add(StaticFiles.file(PREFIX + "/dom.js", "/dashboard/dom.js"));
    routes.addAll(new EditorRoutes(PREFIX, this::desk, caller).routes());
    return routes;
  }

  /** Opened without a lock, since the letters are read meanwhile; of two the first one stays. */
  private Desk desk(Context ctx) {
    String item = ctx.queryParam("desk");
    if (item == null || item.isBlank()) {
      throw new BadRequestResponse("name a dead letter: open the workbench from its page");
    }
    String key = item + ' ' + ctx.queryParam("attempt");
    Desk open = open(key);
    if (open != null) {
      return open;
    }
    Desk made = Desk.open(opening.apply(item));
    synchronized (desks) {
      Desk first = open(key);
      if (first == null) {
        desks.put(key, made);
      }
      return first == null ? made : first;
    }
  }

  private @Nullable Desk open(String key) {
    synchronized (desks) {
      Desk open = desks.get(key);
      return open == null || open.failed() ? null : open;
    }
  }
}
