package io.reflux.standalone.report;

import io.reflux.schemas.avro.LogitGap;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.ReportedModel;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.Verdict;
import io.reflux.standalone.terminal.ModelNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One model as people read it, the same in the terminal and on the page.
 *
 * @param model what it is called
 * @param accuracy on clean test images at T = 1
 * @param published the paper's
 * @param logits mean absolute logit
 * @param gap median gap between the largest logit and the others
 * @param worstCase share of pairs that at least one targeted attack on features solved
 * @param verdict what the outcomes say about it
 */
record ModelRow(
    String model,
    String accuracy,
    String published,
    String logits,
    String gap,
    String worstCase,
    String verdict) {

  static List<ModelRow> of(RobustnessReport report) {
    return report.getModels().stream().map(ModelRow::of).toList();
  }

  private static ModelRow of(ReportedModel model) {
    Optional<ModelQuality> quality = model.getQuality();
    return new ModelRow(
        ModelNames.of(model.getRole(), model.getTemperature(), model.getModelId()),
        Figures.percent(quality.map(ModelQuality::getTestAccuracy)),
        Figures.percent(model.getPublishedAccuracy()),
        Figures.fixed(quality.map(ModelQuality::getMeanAbsoluteLogit), 1),
        Figures.fixed(quality.flatMap(ModelQuality::getLogitGap).map(LogitGap::getMedian), 1),
        Figures.percent(model.getWorstCaseSuccess()),
        model.getVerdict() == Verdict.UNKNOWN
            ? Figures.NONE
            : model.getVerdict().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }
}
