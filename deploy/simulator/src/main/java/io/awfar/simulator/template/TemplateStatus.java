package io.awfar.simulator.template;

/// Where a template stands, in the words of Meta's page "Message templates".
public enum TemplateStatus {
  APPROVED,
  PENDING,
  REJECTED,
  PAUSED,
  DISABLED
}
