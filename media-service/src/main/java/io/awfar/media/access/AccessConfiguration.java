package io.awfar.media.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.awfar.media.MediaSettings;
import java.net.MalformedURLException;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  private static final int KEYS_BYTES_MAX = 256 * 1024;

  /// Twice in this time at most.
  private static final long ASKED_AGAIN_MS = 5_000;

  /// Where requests may wait: virtual threads, as many as requests are let in.
  @Bean(destroyMethod = "dispose")
  Scheduler blockingRequests() {
    return Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());
  }

  @Bean
  CallerFilter callerFilter(MediaSettings settings, Scheduler blockingRequests)
      throws MalformedURLException {
    return new CallerFilter(new TokenVerifier(keys(settings.access())), blockingRequests);
  }

  /// Keys are kept while the gateway does not answer, and asked for again if one is unknown, a few
  /// times a minute at most.
  private static JWKSource<SecurityContext> keys(AccessSettings settings)
      throws MalformedURLException {
    int timeMax = Math.toIntExact(settings.keysTimeMax().toMillis());
    return JWKSourceBuilder.create(
            settings.jwksUrl().toURL(),
            new DefaultResourceRetriever(timeMax, timeMax, KEYS_BYTES_MAX))
        .cache(settings.keysMemory().toMillis(), 4L * timeMax)
        .refreshAheadCache(false)
        .outageTolerantForever()
        .rateLimited(ASKED_AGAIN_MS)
        .build();
  }
}
