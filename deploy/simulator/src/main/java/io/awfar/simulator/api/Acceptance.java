package io.awfar.simulator.api;

import io.awfar.simulator.fault.Disturbance;
import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.graph.Reply;
import io.awfar.simulator.ledger.SendLedger;
import io.awfar.simulator.number.Numbers;
import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.People;
import io.awfar.simulator.payload.PhoneNumber;
import io.awfar.simulator.send.SendRequest.Outgoing;
import io.awfar.simulator.send.SendRequest.RecipientKind;
import io.awfar.simulator.template.Template;
import io.awfar.simulator.template.Templates;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides whether a well-formed message is accepted, and sets its statuses on their way.
///
/// What is looked at first if several things are wrong: the account, its rate, the number's, the
/// pair's, the template, the window. Meta does not say; a caller must expect any of them.
public final class Acceptance {

  private final Numbers numbers;
  private final People people;
  private final Templates templates;
  private final SendStatuses statuses;
  private final SendLedger ledger;

  /// Accepts messages to these people.
  public Acceptance(
      Numbers numbers,
      People people,
      Templates templates,
      SendStatuses statuses,
      SendLedger ledger) {
    this.numbers = numbers;
    this.people = people;
    this.templates = templates;
    this.statuses = statuses;
    this.ledger = ledger;
  }

  /// The answer to a message that is accepted.
  ///
  /// @throws GraphError why it is not
  Reply accept(PhoneNumber number, Outgoing message, byte[] bytes, Disturbance disturbance)
      throws GraphError {
    numbers.admitAtAll(number);
    numbers.admitCall(number.accountId());
    boolean group = message.kind() == RecipientKind.GROUP;
    Contact recipient = recipient(message);
    if (number.display().equals(recipient.phone())) {
      throw GraphError.ofCode(131021);
    }
    numbers.admitSend(number, group ? message.to() : recipient.id());
    int failure = disturbance.failure();
    if (message.template().isPresent()) {
      Optional<Template> template = templates.check(number.accountId(), message.template().get());
      boolean code = template.map(Template::category).orElse("").equals("AUTHENTICATION");
      if (code && message.kind() == RecipientKind.USER_ID) {
        throw GraphError.ofCode(131062);
      }
    } else if (!group) {
      int late = numbers.checkWindow(number, recipient.id());
      failure = failure == 0 ? late : failure;
    }
    String callbackData = message.callbackData();
    SendStatuses.Accepted accepted =
        statuses.accept(number, recipient, group ? message.to() : null, callbackData, failure);
    ledger.accepted(callbackData == null ? "" : callbackData, bytes, accepted.wamid());
    if (disturbance.statuses()) {
      accepted.statuses().run();
    }
    return reply(message, recipient, accepted.wamid());
  }

  /// Schema `MessageResponsePayload`; someone who is named by a user id is answered with it.
  private static Reply reply(Outgoing message, Contact recipient, String wamid) {
    boolean group = message.kind() == RecipientKind.GROUP;
    @Nullable String waId = group ? message.to() : recipient.phone();
    @Nullable String userId = group ? null : recipient.userId();
    return Reply.json(answer ->
        answer
            .put("messaging_product", "whatsapp")
            .list(
                "contacts",
                contacts ->
                    contacts.item(contact ->
                        contact
                            .put("input", message.to())
                            .putIfPresent("wa_id", waId)
                            .putIfPresent("user_id", userId)))
            .list(
                "messages",
                messages ->
                    messages.item(
                        sent -> sent.put("id", wamid).put("message_status", "accepted"))));
  }

  /// One of the people, so that statuses name them as their messages do; else a stranger. The
  /// statuses of a message to a group are of one of its members.
  private Contact recipient(Outgoing message) {
    String to = message.to();
    return switch (message.kind()) {
      case GROUP -> people.draw(Draw.of(to.hashCode()));
      case USER_ID -> people.find(to).orElseGet(() -> new Contact(null, to, null, null, ""));
      case PHONE -> {
        String digits = to.replaceAll("[+() -]", "");
        yield people.find(digits).orElseGet(() -> new Contact(digits, null, null, null, ""));
      }
    };
  }
}
