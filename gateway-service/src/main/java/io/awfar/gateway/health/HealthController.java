package io.awfar.gateway.health;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers that the gateway lives; whether it can serve is told on the management port.
@RestController
@Tag(name = "Health")
class HealthController {

  /// @param status always `ok`
  record Health(String status) {}

  @GetMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Tell that the gateway lives")
  @SecurityRequirements
  Health health() {
    return new Health("ok");
  }
}
