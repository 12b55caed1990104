package io.awfar.gateway.limit;

import io.awfar.gateway.GatewaySettings;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/// Puts together what counts requests: one gateway alone, or several by way of Redis.
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

  @Bean
  LimitSettings limitSettings(GatewaySettings settings) {
    return settings.limits();
  }

  @Bean
  @Conditional(RedisIsNamed.class)
  RedisLink redisLink(LimitSettings settings, LoopResources loops) {
    return new RedisLink(
        Objects.requireNonNull(settings.redisUrl()),
        settings.redisTimeout(),
        Schedulers.fromExecutor(loops.onServer(true)));
  }

  @Bean
  @Conditional(RedisIsNamed.class)
  RedisOutage redisOutage(LimitSettings settings, RedisLink redis, MeterRegistry metrics) {
    return new RedisOutage(
        settings.whenRedisDown().text(), redis.write(), metrics, System::nanoTime);
  }

  @Bean
  Buckets buckets(
      LimitSettings settings,
      ObjectProvider<RedisLink> redis,
      ObjectProvider<RedisOutage> outage,
      Clock clock) {
    TimeMeter time = new WallClock(clock);
    Buckets own = new LocalBuckets(settings.bucketsMax(), time);
    RedisLink link = redis.getIfAvailable();
    if (link == null) {
      return own;
    }
    return new SharedBuckets(
        new RedisBuckets(link, settings.bucketsMax(), time),
        own,
        settings.whenRedisDown(),
        outage.getObject());
  }

  static final class RedisIsNamed implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return StringUtils.hasText(
          context.getEnvironment().getProperty("awfar.gateway.limits.redis-url"));
    }
  }
}
