package org.infogan.tensorboard;

import java.util.Map;

/** Messages of TensorBoard's plugin "hparams": what a run was given, and that it is through. */
final class Hyperparameters {

  private static final String PLUGIN = "hparams";
  private static final int SUCCESS = 1;

  private Hyperparameters() {}

  /**
   * A run with its settings.
   *
   * @param settings numbers, truth values, anything else by its text; by name
   * @param seconds the time, since 1970
   */
  static ProtoMessage start(Map<String, ?> settings, double seconds) {
    ProtoMessage session = new ProtoMessage();
    settings.forEach(
        (name, value) ->
            session.message(1, new ProtoMessage().text(1, name).message(2, value(value))));
    return SummaryValue.plugin(
        "_hparams_/session_start_info",
        PLUGIN,
        new ProtoMessage().message(3, session.number(5, seconds)));
  }

  /** A run that has come to its end. */
  static ProtoMessage end(double seconds) {
    ProtoMessage session = new ProtoMessage().integer(1, SUCCESS).number(2, seconds);
    return SummaryValue.plugin(
        "_hparams_/session_end_info", PLUGIN, new ProtoMessage().message(4, session));
  }

  /** A message of the type google.protobuf.Value. */
  private static ProtoMessage value(Object value) {
    if (value instanceof Number number) {
      return new ProtoMessage().number(2, number.doubleValue());
    }
    return value instanceof Boolean truth
        ? new ProtoMessage().integer(4, truth ? 1 : 0)
        : new ProtoMessage().text(3, value.toString());
  }
}
