package io.reflux.benchmarks.streaming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reflux.schemas.topic.AttackKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long outcomes are on their way. The outcomes of an attack are published in order, so an event
 * that says that {@code n} of them are counted has the effect of the first {@code n}; those that no
 * earlier event had have arrived with it.
 */
final class Journeys {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Attack> attacks = new HashMap<>();
  private final long[] nanos;
  private final AtomicLong arrived = new AtomicLong();
  private final CountDownLatch all;
  private final long leftOut;

  /**
   * Journeys that have not begun.
   *
   * @param keys the attacks of the outcomes
   * @param pairs the number of outcomes of each
   * @param count how many outcomes there will be
   * @param leftOut how many of the first count only as a warm-up
   */
  Journeys(List<AttackKey> keys, int pairs, int count, int leftOut) {
    keys.forEach(key -> attacks.put(key.text(), new Attack(new AtomicLongArray(pairs))));
    this.nanos = new long[count];
    this.all = new CountDownLatch(count);
    this.leftOut = leftOut;
  }

  /** An outcome is about to be published. */
  void begin(Workload.Pair pair) {
    attack(pair.attack().text())
        .begun
        .set(pair.sample() * Workload.TARGETS + pair.place(), System.nanoTime());
  }

  /** An event has come. */
  void take(String type, String data) {
    long now = System.nanoTime();
    if (!type.equals("score")) {
      return;
    }
    JsonNode score = read(data).get("value");
    Attack attack = attack(score.get("modelId").asText() + "|" + score.get("attackId").asText());
    for (int counted = score.get("attempted").asInt(); attack.seen < counted; attack.seen++) {
      nanos[(int) arrived.getAndIncrement()] = now - attack.begun.get(attack.seen);
      all.countDown();
    }
  }

  /** Counts down to the arrival of the last outcome. */
  CountDownLatch all() {
    return all;
  }

  /** How long the journeys took that were no warm-up, ascending, in milliseconds. */
  double[] milliseconds() {
    return Arrays.stream(nanos).skip(leftOut).sorted().mapToDouble(n -> n / 1e6).toArray();
  }

  private Attack attack(String key) {
    Attack attack = attacks.get(key);
    if (attack == null) {
      throw new IllegalStateException("no attack " + key + " is under way");
    }
    return attack;
  }

  private static JsonNode read(String data) {
    try {
      return JSON.readTree(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the event's data is no JSON", e);
    }
  }

  /** When the outcomes of an attack were published, and how many have arrived. */
  private static final class Attack {

    private final AtomicLongArray begun;
    private int seen;

    Attack(AtomicLongArray begun) {
      this.begun = begun;
    }
  }
}
