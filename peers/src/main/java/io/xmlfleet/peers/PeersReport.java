package io.xmlfleet.peers;

import io.xmlfleet.message.FleetJson;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, for people and for programs. Immutable. */
record PeersReport(PeersPlan plan, Map<Arm, Map<String, List<Score>>> scores, Instant at) {
  private static final String HEAD = "%-18s %10s %10s %10s %10s %9s %6s %8s %8s %8s %8s%n";

  /** A table an arm. */
  void print(PrintWriter out) {
    scores.forEach(
        (arm, contenders) -> {
          out.printf("%n%s%n", title(arm));
          out.printf(
              HEAD,
              "",
              "docs/s",
              "min",
              "max",
              "once",
              "finished",
              "lost",
              "doubled",
              "wrongly",
              "poison",
              "rows");
          out.printf(HEAD, "", "median", "", "", "begun", "", "", "", "dead", "loaded", "off");
          contenders.forEach((name, rounds) -> line(out, name, Summary.of(rounds)));
        });
    out.flush();
  }

  /** One object. */
  byte[] json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("measured_at", at);
    json.put("profile", plan.profile().toString());
    json.put("documents", plan.documents());
    json.put("seed", plan.seed());
    json.put("rounds", plan.rounds());
    json.put("warm_ups", plan.warmUps());
    json.put("threads", plan.threads());
    json.put("batch", plan.batch());
    json.put("outage_seconds", plan.outage().toSeconds());
    json.put("limit_seconds", plan.limit().toSeconds());
    json.put("processors", Runtime.getRuntime().availableProcessors());
    json.put("java", Runtime.version().toString());
    json.put("max_heap_bytes", Runtime.getRuntime().maxMemory());
    Map<String, Object> arms = new LinkedHashMap<>();
    scores.forEach(
        (arm, contenders) -> {
          Map<String, Object> own = new LinkedHashMap<>();
          contenders.forEach((name, rounds) -> own.put(name, contender(rounds)));
          arms.put(arm.toString(), own);
        });
    json.put("arms", arms);
    return FleetJson.write(json);
  }

  private static Map<String, Object> contender(List<Score> rounds) {
    Map<String, Object> json = Summary.of(rounds).json();
    json.put("each_round", rounds);
    return json;
  }

  private String title(Arm arm) {
    return switch (arm) {
      case CLEAN -> "clean";
      case POISON -> "poison: " + plan.poison() + " of " + plan.documents() + " cannot be loaded";
      case OUTAGE -> "outage: the database is away for " + plan.outage().toSeconds() + " s";
    };
  }

  private static void line(PrintWriter out, String name, Summary summary) {
    out.printf(
        Locale.ROOT,
        "%-18s %,10.1f %,10.1f %,10.1f %,10.1f %9s %6d %8d %8d %8d %8d%n",
        name,
        summary.rates().median(),
        summary.rates().min(),
        summary.rates().max(),
        summary.medianRateOnceBegun(),
        summary.finished() + "/" + summary.rounds(),
        summary.lost(),
        summary.doubled(),
        summary.wronglyDead(),
        summary.poisonLoaded(),
        summary.rowsOff());
  }
}
