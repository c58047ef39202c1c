package io.reflux.runtime.planning;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Which jobs have been queued, by job id, so that a job is queued once however many experiments ask
 * for its result and however often an event is delivered. A job that failed for good or was
 * cancelled is forgotten, so that the next request queues it again.
 */
public final class JobLedger {

  /** Name of the store. */
  public static final String STORE = "job-ledger";

  private static final String QUEUED = "QUEUED";
  private static final String DONE = "DONE";

  private final KeyValueStore<String, String> store;

  /** A ledger over the store of a running processor. */
  public JobLedger(KeyValueStore<String, String> store) {
    this.store = store;
  }

  /** Builds the store. */
  public static StoreBuilder<KeyValueStore<String, String>> storeBuilder() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.String());
  }

  /** Notes a job as queued; false if it was queued or done before and must not be queued again. */
  public boolean claim(String jobId) {
    return store.putIfAbsent(jobId, QUEUED) == null;
  }

  /** Notes a job as done, whoever did it. */
  public void done(String jobId) {
    store.put(jobId, DONE);
  }

  /** Notes a queued job as done; one that was never queued here is somebody else's. */
  public void complete(String jobId) {
    if (QUEUED.equals(store.get(jobId))) {
      done(jobId);
    }
  }

  /** Forgets a queued job, so that it can be claimed again; a finished one stays finished. */
  public void release(String jobId) {
    if (QUEUED.equals(store.get(jobId))) {
      store.delete(jobId);
    }
  }
}
