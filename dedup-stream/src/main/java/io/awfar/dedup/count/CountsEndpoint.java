package io.awfar.dedup.count;

import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/// `GET /actuator/counts`: the counts as JSON, or 503 while they cannot be read.
@WebEndpoint(id = "counts")
public final class CountsEndpoint {

  private final EventCounts counts;

  public CountsEndpoint(EventCounts counts) {
    this.counts = counts;
  }

  /// The counts of the partitions of this instance.
  @ReadOperation
  public WebEndpointResponse<Object> read() {
    return counts
        .read()
        .map(read -> new WebEndpointResponse<Object>(read, WebEndpointResponse.STATUS_OK))
        .orElseGet(() ->
            new WebEndpointResponse<>(
                Map.of("detail", "The stream is not running or partitions are moving"),
                WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE));
  }
}
