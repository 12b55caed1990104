package io.awfar.simulator.number;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// When each person last wrote to each number: for 24 hours from then the number may answer freely.
///
/// Meta's page "Sending messages", section on customer service windows: each message of the user
/// opens the window or starts it again. Kept for the chats that were written in last.
public final class ServiceWindows {

  /// How long it stays open.
  public static final Duration OPEN_FOR = Duration.ofHours(24);

  private final Clock clock;
  private final int chatsMax;
  private final Map<String, Instant> lastMessage = new LinkedHashMap<>(16, 0.75f, true);

  /// Windows by this clock.
  ///
  /// @param chatsMax chats that are remembered; the window of others counts as closed
  public ServiceWindows(Clock clock, int chatsMax) {
    this.clock = clock;
    this.chatsMax = chatsMax;
  }

  /// This person, a phone number or else a user id, writes now.
  public synchronized void opened(String phoneNumberId, String person) {
    lastMessage.put(key(phoneNumberId, person), clock.instant());
    if (lastMessage.size() > chatsMax) {
      lastMessage.remove(lastMessage.keySet().iterator().next());
    }
  }

  /// As if this person had not written for a day.
  public synchronized void closed(String phoneNumberId, String person) {
    lastMessage.remove(key(phoneNumberId, person));
  }

  synchronized boolean isOpen(String phoneNumberId, String person) {
    Instant last = lastMessage.get(key(phoneNumberId, person));
    return last != null && clock.instant().isBefore(last.plus(OPEN_FOR));
  }

  private static String key(String phoneNumberId, String person) {
    return phoneNumberId + '|' + person;
  }
}
