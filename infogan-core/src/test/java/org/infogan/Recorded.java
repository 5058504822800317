package org.infogan;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.infogan.train.StepMetrics;

/** The metrics of a run's steps. */
final class Recorded {

  private Recorded() {}

  /** A listener that adds every step's metrics to a list. */
  static TrainingListener in(List<StepMetrics> all) {
    return new TrainingListener() {
      @Override
      public void onStep(RunView run, StepMetrics metrics) {
        all.add(metrics);
      }
    };
  }

  /** All that was measured, by name, but the speed, which is another in every run. */
  static List<Map<String, Object>> withoutSpeed(List<StepMetrics> all) {
    return all.stream().map(Recorded::withoutSpeed).toList();
  }

  private static Map<String, Object> withoutSpeed(StepMetrics metrics) {
    Map<String, Object> values = new TreeMap<>();
    try {
      for (RecordComponent component : StepMetrics.class.getRecordComponents()) {
        values.put(component.getName(), component.getAccessor().invoke(metrics));
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("accessors of StepMetrics", e);
    }
    values.remove("imagesPerSecond");
    return values;
  }
}
