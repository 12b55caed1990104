package io.awfar.ingest.rehearsal;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the service warms up.
///
/// @param time how long made-up webhooks are taken in before the service is ready; 0 for not at all
public record RehearsalSettings(@DefaultValue("10s") Duration time) {}
