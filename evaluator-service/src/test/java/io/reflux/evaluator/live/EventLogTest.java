package io.reflux.evaluator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLogTest {

  private static final EventLog.Limits ROOMY = new EventLog.Limits(100, 1_000_000, 100);

  @Test
  void a_new_listener_hears_what_comes_from_now_on() throws InterruptedException {
    EventLog log = new EventLog("run", ROOMY);
    log.add("plan", "1");
    Subscription listener = log.subscribe(Optional.empty());
    log.add("job", "2");

    assertThat(heard(listener)).containsExactly("run-1 job 2");
  }

  @Test
  void a_listener_that_comes_back_hears_everything_once() throws InterruptedException {
    EventLog log = new EventLog("run", ROOMY);
    log.add("plan", "1");
    log.add("job", "2");
    log.add("job", "3");

    assertThat(heard(log.subscribe(Optional.of("run-0"))))
        .containsExactly("run-1 job 2", "run-2 job 3");
    assertThat(heard(log.subscribe(Optional.of("run-2")))).isEmpty();
  }

  @Test
  void an_unknown_last_event_is_answered_with_a_reset_at_the_newest() throws InterruptedException {
    EventLog log = new EventLog("run", ROOMY);
    log.add("plan", "1");

    assertThat(heard(log.subscribe(Optional.of("other-7")))).containsExactly("run-0 reset {}");
    assertThat(heard(log.subscribe(Optional.of("run-0")))).isEmpty();
  }

  @Test
  void an_empty_log_resets_a_listener_once() throws InterruptedException {
    EventLog log = new EventLog("run", ROOMY);

    assertThat(heard(log.subscribe(Optional.of("other-7")))).containsExactly("run--1 reset {}");
    assertThat(heard(log.subscribe(Optional.of("run--1")))).isEmpty();
  }

  @Test
  void the_oldest_events_are_forgotten_by_number() throws InterruptedException {
    EventLog log = new EventLog("run", new EventLog.Limits(2, 1_000_000, 100));
    log.add("job", "1");
    log.add("job", "2");
    log.add("job", "3");

    assertThat(heard(log.subscribe(Optional.of("run-0")))).containsExactly("run-2 reset {}");
    assertThat(heard(log.subscribe(Optional.of("run-1")))).containsExactly("run-2 job 3");
  }

  @Test
  void the_oldest_events_are_forgotten_by_size_but_never_the_newest() throws InterruptedException {
    EventLog log = new EventLog("run", new EventLog.Limits(100, 5, 100));
    log.add("job", "123");
    log.add("job", "456");
    assertThat(heard(log.subscribe(Optional.of("run-0")))).containsExactly("run-1 reset {}");
    log.add("job", "a long one");

    assertThat(heard(log.subscribe(Optional.of("run-2")))).isEmpty();
    assertThat(heard(log.subscribe(Optional.of("run-1")))).containsExactly("run-2 reset {}");
  }

  @Test
  void a_listener_that_does_not_keep_up_is_dropped_and_the_others_are_not()
      throws InterruptedException {
    EventLog log = new EventLog("run", new EventLog.Limits(100, 1_000_000, 2));
    Subscription slow = log.subscribe(Optional.empty());
    Subscription quick = log.subscribe(Optional.empty());
    log.add("job", "1");
    log.add("job", "2");
    assertThat(heard(quick)).hasSize(2);
    log.add("job", "3");

    assertThat(slow.ended()).isTrue();
    assertThat(heard(slow)).isEmpty();
    assertThat(heard(quick)).containsExactly("run-2 job 3");
    assertThat(log.listeners()).isEqualTo(1);
  }

  @Test
  void what_was_missed_does_not_use_up_the_room_for_what_comes() throws InterruptedException {
    EventLog log = new EventLog("run", new EventLog.Limits(100, 1_000_000, 1));
    for (int i = 0; i < 10; i++) {
      log.add("job", Integer.toString(i));
    }
    Subscription listener = log.subscribe(Optional.of("run-0"));
    log.add("job", "10");

    assertThat(heard(listener)).hasSize(10);
    assertThat(listener.ended()).isFalse();
  }

  @Test
  void a_listener_that_leaves_is_forgotten() {
    EventLog log = new EventLog("run", ROOMY);
    Subscription listener = log.subscribe(Optional.empty());
    listener.close();
    listener.close();

    assertThat(listener.ended()).isTrue();
    assertThat(log.listeners()).isZero();
  }

  @Test
  void a_closed_log_ends_old_and_new_listeners() {
    EventLog log = new EventLog("run", ROOMY);
    Subscription before = log.subscribe(Optional.empty());
    log.close();

    assertThat(before.ended()).isTrue();
    assertThat(log.subscribe(Optional.empty()).ended()).isTrue();
  }

  @Test
  void limits_must_leave_room() {
    assertThatThrownBy(() -> new EventLog.Limits(1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limits must be 1 or more, were 1, 1 and 0");
  }

  private static List<String> heard(Subscription listener) throws InterruptedException {
    List<String> heard = new ArrayList<>();
    for (Optional<LiveEvent> event = listener.next(Duration.ZERO);
        event.isPresent();
        event = listener.next(Duration.ZERO)) {
      heard.add(event.get().id() + " " + event.get().type() + " " + event.get().data());
    }
    return heard;
  }
}
