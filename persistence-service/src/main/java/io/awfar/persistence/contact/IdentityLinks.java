package io.awfar.persistence.contact;

import static java.util.Comparator.comparing;

import io.awfar.persistence.batch.IdOrder;
import io.awfar.persistence.batch.UnnestStatement;
import io.awfar.persistence.contact.IdentityLink.Kind;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.IdentityChange;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What the events of one transaction show of who is the same person: the table `contact_links`,
/// and the contacts and chats that are one from then on.
///
/// Not thread-safe.
public final class IdentityLinks {

  private static final String LEARN =
      """
      select place, first_shown_at
      from learn_identities($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
      """;

  private static final Comparator<IdentityLink> ORDER =
      comparing(IdentityLink::ownerId, IdOrder.UNSIGNED)
          .thenComparing(IdentityLink::identity)
          .thenComparing(IdentityLink::kind)
          .thenComparing(IdentityLink::other);

  private record Shown(IdentityLink link, Instant at) {}

  private final Map<IdentityLink, Instant> links = new HashMap<>();
  private final KnownLinks known;

  public IdentityLinks(KnownLinks known) {
    this.known = known;
  }

  /// Notes what a message shows; most messages show nothing that is not known.
  public void add(Message message) {
    IdentityChange change = message.getIdentityChange();
    if (change == null) {
      add(message.getOwnerId(), message.getContact(), shownAt(message));
    } else {
      add(message.getOwnerId(), change, message.getContact(), message.getSentAt());
    }
  }

  /// A history tells of old messages whose ids the people have now.
  private static Instant shownAt(Message message) {
    return message.getHistoryStatus() == null ? message.getSentAt() : message.getReceivedAt();
  }

  /// Who gave up a number is whoever has the user ids that the notice tells; the number that they
  /// have now says so only if it tells none, since somebody else may have had it before.
  private void add(UUID owner, IdentityChange change, Contact from, Instant at) {
    String previousPhone = change.getPreviousPhone();
    String phone = change.getPhone();
    String previousUserId = change.getPreviousUserId();
    String userId = change.getUserId();
    if (phone != null && previousUserId == null) {
      add(owner, Kind.NUMBER, previousPhone, userId == null ? phone : userId, at);
    }
    add(owner, Kind.USER, previousPhone, previousUserId, at);
    add(owner, Kind.USER_ID, previousUserId, userId, at);
    add(owner, Kind.USER, phone, userId == null ? from.getUserId() : userId, at);
  }

  /// Notes what a status shows: the ids of whom the message was for, and that WhatsApp has taken
  /// the number for another, such as one with the digit that a country has added.
  public void add(MessageStatus status) {
    UUID owner = status.getOwnerId();
    Instant at = status.getOccurredAt();
    String number = status.getRecipientId();
    if (status.getGroupId() != null) {
      // Of one participant, unless it is the group that stands in for all of them.
      if (!status.getGroupId().equals(number)) {
        add(owner, Kind.USER, number, status.getRecipientUserId(), at);
      }
      return;
    }
    String waId = status.getRecipientWaId();
    // By the number, since many ways to write one lead to the same id.
    add(owner, Kind.WA_ID, number, waId, at);
    add(owner, Kind.USER, waId == null ? number : waId, status.getRecipientUserId(), at);
  }

  /// Notes that a user id became another.
  public void addUserIdChange(UUID ownerId, String before, String now, Instant at) {
    add(ownerId, Kind.USER_ID, before, now, at);
  }

  /// Notes that a number is used by whoever has a user id.
  public void addUser(UUID ownerId, String phone, String userId, Instant at) {
    add(ownerId, Kind.USER, phone, userId, at);
  }

  /// Each name that a link has, with its workspace.
  void forEachName(BiConsumer<UUID, String> action) {
    links
        .keySet()
        .forEach(link -> {
          action.accept(link.ownerId(), link.identity());
          action.accept(link.ownerId(), link.other());
        });
  }

  public int size() {
    return links.size();
  }

  /// Merges what is newly shown to be one, before chats and sends are written. Where contacts are
  /// written too, these links have to be among them, and they come first.
  public Mono<Void> write(Connection connection) {
    if (links.isEmpty()) {
      return Mono.empty();
    }
    return Mono.defer(() -> {
      // In one order, so that two transactions that show the same do not wait for each other.
      List<Shown> shown =
          links.entrySet().stream()
              .map(link -> new Shown(link.getKey(), link.getValue()))
              .sorted(comparing(Shown::link, ORDER))
              .toList();
      return UnnestStatement.of(connection, LEARN)
          .columns(shown)
          .uuids(link -> link.link().ownerId())
          .texts(link -> link.link().kind().label())
          .texts(link -> link.link().identity())
          .texts(link -> link.link().other())
          .times(Shown::at)
          .end()
          .rows(row -> {
            IdentityLink link = shown.get((int) UnnestStatement.count(row, 0) - 1).link();
            known.add(link, Objects.requireNonNull(row.get(1, Instant.class)));
            return link;
          })
          .then();
    });
  }

  private void add(UUID owner, Contact contact, Instant at) {
    String phone = ContactRow.phone(contact);
    add(owner, Kind.USER, phone, contact.getUserId(), at);
    if (contact.getWaId() != null && !contact.getWaId().equals(phone)) {
      add(owner, Kind.WA_ID, contact.getWaId(), phone, at);
    }
  }

  private void add(
      UUID owner, Kind kind, @Nullable String identity, @Nullable String other, Instant at) {
    if (identity == null || other == null || identity.equals(other)) {
      return;
    }
    IdentityLink link = new IdentityLink(owner, kind, identity, other);
    if (!known.contains(link, at)) {
      links.merge(link, at, (one, next) -> next.isBefore(one) ? next : one);
    }
  }
}
