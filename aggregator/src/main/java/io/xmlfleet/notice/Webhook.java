package io.xmlfleet.notice;

import io.xmlfleet.failure.Backoff;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.failure.SupervisedLoop;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts notices as JSON to an address, one after the other, each again until it is taken. Header
 * {@code Xmlfleet-Signature} is {@code sha256=} and the HMAC-SHA256, in hexadecimal digits, of
 * {@code Xmlfleet-Timestamp}, a full stop, and the body. Thread-safe.
 */
public final class Webhook implements NoticeSender {
  private static final Logger log = LoggerFactory.getLogger(Webhook.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration GIVEN_UP_AFTER = Duration.ofHours(24);
  private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
  private static final int MOST_WAITING = 1_000;
  private static final int SHORTEST_SECRET = 16;
  private static final String ALGORITHM = "HmacSHA256";

  private record Waiting(Notice notice, Stopwatch since) {}

  private final URI address;
  private final SecretKeySpec key;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          // Without a question for HTTP/2 in each message, which small receivers do not know.
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final SupervisedLoop loop;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final List<Notice> done = new ArrayList<>();

  private Webhook(URI address, Secret secret, Clock clock, Backoff pauses) {
    this.address = address;
    this.key = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.clock = clock;
    this.loop = new SupervisedLoop("webhook", LOOK, pauses, new Sending(), clock);
  }

  /**
   * Begins to send.
   *
   * @param address http or https
   * @param secret with which the bodies are signed; 16 characters or more
   * @throws UsageException if the address or the secret is none
   */
  public static Webhook start(String address, Secret secret, Clock clock) {
    return start(address, secret, clock, PAUSES);
  }

  static Webhook start(String address, Secret secret, Clock clock, Backoff pauses) {
    if (secret.reveal().length() < SHORTEST_SECRET) {
      throw new UsageException(
          "the webhook's secret has fewer than "
              + SHORTEST_SECRET
              + " characters: it is guessable");
    }
    Webhook webhook = new Webhook(uri(address), secret, clock, pauses);
    webhook.loop.start();
    return webhook;
  }

  private static URI uri(String address) {
    try {
      URI uri = URI.create(address);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below, without the address: it may hold a secret
    }
    throw new UsageException(
        "the webhook's address is not one of http or https with a host and without a password");
  }

  private final class Sending implements SupervisedLoop.Task {
    @Override
    public void round() throws InterruptedException {
      for (Waiting next = first(); next != null; next = first()) {
        if (next.since().reached(GIVEN_UP_AFTER)) {
          log.warn("The webhook was not told of {} within a day; given up", next.notice().id());
        } else {
          post(next.notice());
        }
        through(next);
      }
    }

    @Override
    public void failed(Throwable cause) {
      log.warn("The webhook was not told: {}; it is tried again", cause.getMessage());
    }
  }

  private void post(Notice notice) throws InterruptedException {
    byte[] body = FleetJson.write(notice);
    String time = Long.toString(clock.instant().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header("Xmlfleet-Event", notice.event().name())
            .header("Xmlfleet-Event-Id", notice.id())
            .header("Xmlfleet-Timestamp", time)
            .header("Xmlfleet-Signature", "sha256=" + signature(time, body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      int status = client.send(request, head -> new Unread()).statusCode();
      if (status / 100 != 2) {
        throw new InfrastructureException(address.getHost() + " answers " + status);
      }
    } catch (IOException e) {
      throw new InfrastructureException(
          address.getHost() + " does not answer: " + e.getClass().getSimpleName(), e);
    }
  }

  /**
   * A body that nobody wants: the status is the answer. The request's time limit ends with the head
   * of the answer, so that who never ends a body would hold up all notices.
   */
  private static final class Unread implements BodySubscriber<Boolean> {
    @Override
    public CompletionStage<Boolean> getBody() {
      return CompletableFuture.completedFuture(false);
    }

    @Override
    public void onSubscribe(Flow.Subscription body) {
      body.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
      // what was under way
    }

    @Override
    public void onError(Throwable failure) {
      // The answer is there.
    }

    @Override
    public void onComplete() {
      // The body was empty.
    }
  }

  private String signature(String time, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((time + '.').getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public synchronized void send(Notice notice) {
    String id = notice.id();
    if (waiting.stream().anyMatch(each -> each.notice().id().equals(id))
        || done.stream().anyMatch(each -> each.id().equals(id))) {
      return;
    }
    if (waiting.size() >= MOST_WAITING) {
      log.warn("{} notices wait for the webhook; {} is not sent", MOST_WAITING, id);
      done.add(notice);
      return;
    }
    waiting.add(new Waiting(notice, Stopwatch.start(clock)));
  }

  private synchronized @Nullable Waiting first() {
    return waiting.peek();
  }

  /** It may have been forgotten meanwhile, and then nobody wants to hear of it. */
  private synchronized void through(Waiting sent) {
    if (waiting.remove(sent)) {
      done.add(sent.notice());
    }
  }

  @Override
  public synchronized List<Notice> takeDone() {
    List<Notice> taken = List.copyOf(done);
    done.clear();
    return taken;
  }

  @Override
  public synchronized void forget() {
    waiting.clear();
    done.clear();
  }

  @Override
  public void close() {
    loop.close();
  }
}
