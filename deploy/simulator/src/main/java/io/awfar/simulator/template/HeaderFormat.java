package io.awfar.simulator.template;

/// What stands above the text of a template.
public enum HeaderFormat {
  NONE,
  TEXT,
  IMAGE,
  VIDEO,
  DOCUMENT,
  LOCATION
}
