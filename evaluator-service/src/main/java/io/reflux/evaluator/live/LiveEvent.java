package io.reflux.evaluator.live;

/**
 * One change, as listeners are told of it.
 *
 * @param id names the event in its log; a listener that comes back says which was its last
 * @param type what changed: plan, job, checkpoint, score, report; or reset, see {@link EventLog}
 * @param data one line of JSON
 */
public record LiveEvent(String id, String type, String data) {

  int size() {
    return data.length();
  }
}
