package io.awfar.ingest.rehearsal;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the service warms up.
///
/// @param timeMax how long made-up webhooks are taken in at most before the service is ready; 0 for
///   not at all
public record RehearsalSettings(@DefaultValue("20s") Duration timeMax) {}
