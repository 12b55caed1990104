package io.awfar.schemas.topic;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Picks the topics that a cluster does not have.
///
/// Whoever provisions topics must leave the others alone: adding partitions to a topic in use moves
/// keys to other partitions, and with them chats away from their order and their memory.
public final class MissingTopics implements Predicate<NewTopic> {

  private final Map<String, Object> adminConfigs;
  private @Nullable Set<String> existing;

  /// @param adminConfigs how an admin client reaches the cluster
  public MissingTopics(Map<String, Object> adminConfigs) {
    this.adminConfigs = Map.copyOf(adminConfigs);
  }

  /// Whether the cluster had no such topic when it was first asked.
  ///
  /// @throws TimeoutException if the cluster does not answer
  @Override
  public synchronized boolean test(NewTopic topic) {
    Set<String> names = existing;
    if (names == null) {
      names = names();
      existing = names;
    }
    return !names.contains(topic.name());
  }

  private Set<String> names() {
    try (Admin admin = Admin.create(adminConfigs)) {
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new TimeoutException("The topics of the cluster cannot be listed", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
