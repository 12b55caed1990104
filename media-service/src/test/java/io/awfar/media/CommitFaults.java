package io.awfar.media;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/// Lets the next commit of a transaction go wrong.
@Configuration(proxyBeanMethods = false)
public class CommitFaults {

  /// How.
  public enum Fault {
    NONE,
    /// As if the process ended with everything sent and nothing committed.
    BEFORE,
    /// The broker commits, and its answer is lost.
    ANSWER_LOST
  }

  private final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);

  public void next(Fault fault) {
    next.set(fault);
  }

  /// True once the fault has happened.
  public boolean happened() {
    return next.get() == Fault.NONE;
  }

  @Bean
  DefaultKafkaProducerFactoryCustomizer faults() {
    return this::customize;
  }

  private <K, V> void customize(DefaultKafkaProducerFactory<K, V> factory) {
    factory.addPostProcessor(this::faulty);
  }

  @SuppressWarnings("unchecked")
  private <K, V> Producer<K, V> faulty(Producer<K, V> producer) {
    return (Producer<K, V>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, arguments) -> {
              Fault fault =
                  method.getName().equals("commitTransaction")
                      ? next.getAndSet(Fault.NONE)
                      : Fault.NONE;
              if (fault == Fault.BEFORE) {
                throw new KafkaException("the process has ended here");
              }
              Object result;
              try {
                result = method.invoke(producer, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (fault == Fault.ANSWER_LOST) {
                throw new TimeoutException("the answer was lost");
              }
              return result;
            });
  }
}
