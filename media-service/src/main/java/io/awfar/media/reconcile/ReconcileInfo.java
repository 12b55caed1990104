package io.awfar.media.reconcile;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/// `reconciliation` in `/actuator/info`: whether it is on, and what the last run of this instance
/// came to.
final class ReconcileInfo implements InfoContributor {

  private final ReconcileSettings settings;
  private final Reconciliation reconciliation;

  ReconcileInfo(ReconcileSettings settings, Reconciliation reconciliation) {
    this.settings = settings;
    this.reconciliation = reconciliation;
  }

  @Override
  public void contribute(Info.Builder builder) {
    Map<String, Object> details = new LinkedHashMap<>();
    if (settings.database().isThere()) {
      details.put("state", "on");
      details.put("interval", settings.interval().toString());
      details.put("repair", settings.repair());
      reconciliation.last().ifPresent(report -> details.put("last", details(report)));
    } else {
      details.put("state", "off");
      details.put("why", "no database, or no reader, is set");
    }
    builder.withDetail("reconciliation", details);
  }

  private static Map<String, Object> details(Report report) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("startedAt", report.startedAt().toString());
    details.put("took", report.took().toString());
    details.put("outcome", report.outcome().code());
    details.put("kept", report.tally().kept());
    details.put("known", report.tally().known());
    for (Finding.Kind kind : Finding.Kind.values()) {
      details.put(kind.code(), report.tally().of(kind));
    }
    details.put("removed", report.removed());
    details.put("told", report.told());
    return details;
  }
}
