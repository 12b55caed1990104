package io.awfar.gateway.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// Logs as the service does, with its settings, and nothing else of it.
public final class LoggingProgram {

  private LoggingProgram() {}

  /// @param arguments how often, and settings
  public static void main(String[] arguments) {
    try (var _ =
        new SpringApplicationBuilder(Nothing.class)
            .properties("spring.config.name=gateway-service")
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .run(arguments)) {
      Logger log = LoggerFactory.getLogger(LoggingProgram.class);
      Logger requests = LoggerFactory.getLogger(AccessLog.LOGGER);
      log.info("a fact");
      log.error("a fault", new IllegalStateException());
      for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
        try (var _ = MDC.putCloseable("requestId", "request-1")) {
          requests.atInfo().addKeyValue("route", "/api").log("a request {}", "x".repeat(512));
        }
        // The size of a file is looked at once a second, and requests are written by another
        // thread.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
      }
    }
  }

  static final class Nothing {}
}
