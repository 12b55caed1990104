package io.awfar.guarantees.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// Compares the evidence with each promise.
public final class Verification {

  private final Evidence evidence;
  private final PostOrder posts;

  public Verification(Evidence evidence) {
    this.evidence = evidence;
    this.posts = PostOrder.of(evidence.sent(), evidence.raw());
  }

  /// All promises, held or not.
  public List<Promise> promises() {
    SentEvents sent = evidence.sent();
    Tally topics =
        Tally.of(
            sent.identities(),
            evidence.clean().values().stream().flatMap(List::stream).map(Placed::identity));
    return List.of(
        ownIdentities(),
        new Promise(
            "every event answered 200 is in the clean topics exactly once",
            topics.isExactlyOnce(),
            figures("%,d acknowledged, %s", sent.identities().size(), topics.figures()),
            topics.withoutForeign().examples()),
        new Promise(
            "no event is in the clean topics that was not sent",
            topics.foreign().isEmpty(),
            figures("%,d not sent", topics.foreign().size()),
            topics.foreign()),
        inOrder(),
        inOrderOfPosts(),
        inDatabase(),
        contentsAgree(),
        chatsAgree(),
        addsUp(),
        storedIsPublished(),
        noDeadLetters(),
        fatesAre("the fate of every file is told exactly once", evidence.fates()),
        fatesAre("the fate of every file is in PostgreSQL, and no other", evidence.storedFates()));
  }

  /// How much stood beside something that it could have contradicted.
  public Comparisons comparisons() {
    Contents contents = evidence.contents();
    return new Comparisons(
        posts.compared(),
        contents.rawEvents(),
        contents.texts(),
        contents.rows(),
        evidence.filesOfMessages().size());
  }

  /// Identities are made by the code of the services: those that fall together would show in no set
  /// of them.
  private Promise ownIdentities() {
    SentEvents sent = evidence.sent();
    return new Promise(
        "each event answered 200 has an identity of its own",
        sent.identities().size() == sent.count(),
        figures("%,d events, %,d identities", sent.count(), sent.identities().size()),
        List.of());
  }

  private Promise inOrder() {
    Order order = Order.of(evidence.raw(), evidence.clean().values());
    return new Promise(
        "the events of a chat came out in the order in which they first came in",
        order.violations().isEmpty(),
        figures("%,d chats, %,d out of order", order.chats(), order.violations().size()),
        order.violations());
  }

  private Promise inOrderOfPosts() {
    return new Promise(
        "the events of a chat in one webhook came in in its order",
        posts.violations().isEmpty(),
        figures(
            "%,d events compared with the one before, %,d out of order",
            posts.compared(), posts.violations().size()),
        posts.violations());
  }

  private Promise inDatabase() {
    Tally rows = Tally.of(evidence.sent().identities(), evidence.stored().stream());
    return new Promise(
        "every event answered 200 is in PostgreSQL exactly once, and no other",
        rows.isExactlyOnce() && rows.foreign().isEmpty(),
        figures(
            "%s, %,d not sent; %,d kept out by the second line",
            rows.figures(), rows.foreign().size(), evidence.suppressed()),
        rows.examples());
  }

  private Promise contentsAgree() {
    Contents contents = evidence.contents();
    return new Promise(
        "what is stored says what was sent",
        contents.differing() == 0,
        figures(
            "%,d raw events, %,d texts, %,d rows compared, %,d differ",
            contents.rawEvents(), contents.texts(), contents.rows(), contents.differing()),
        contents.examples());
  }

  private Promise chatsAgree() {
    ChatRows chats = evidence.chats();
    return new Promise(
        "each row of chats says what its messages in PostgreSQL say",
        chats.differing().isEmpty(),
        figures("%,d chats, %,d differ", chats.count(), chats.differing().size()),
        chats.differing());
  }

  private Promise addsUp() {
    Counts counts = evidence.counts();
    List<String> contradictions = new ArrayList<>();
    if (counts.received() != counts.published() + counts.duplicates() + counts.quarantined()) {
      contradictions.add("the counts do not add up");
    }
    if (counts.received() != evidence.raw().size()) {
      contradictions.add(figures("%,d records are in the raw topic", evidence.raw().size()));
    }
    if (counts.published() != evidence.published()) {
      contradictions.add(figures("%,d records are in the clean topics", evidence.published()));
    }
    if (counts.received() < evidence.sent().deliveries()) {
      contradictions.add(figures("%,d deliveries were answered 200", evidence.sent().deliveries()));
    }
    return new Promise(
        "received = published + duplicates + quarantined",
        contradictions.isEmpty(),
        figures(
            "%,d = %,d + %,d + %,d",
            counts.received(), counts.published(), counts.duplicates(), counts.quarantined()),
        contradictions);
  }

  private Promise storedIsPublished() {
    Counts counts = evidence.counts();
    return new Promise(
        "stored = published",
        counts.stored() == counts.published(),
        figures("%,d = %,d", counts.stored(), counts.published()),
        List.of());
  }

  private Promise noDeadLetters() {
    return new Promise(
        "no valid event is a dead letter",
        evidence.deadLetters().isEmpty(),
        figures("%,d dead letters", evidence.deadLetters().size()),
        evidence.deadLetters());
  }

  private Promise fatesAre(String promise, List<String> told) {
    Tally fates = Tally.of(new HashSet<>(evidence.filesOfMessages()), told.stream());
    return new Promise(
        promise,
        fates.isExactlyOnce() && fates.foreign().isEmpty(),
        fates.figures(),
        fates.examples());
  }

  private static String figures(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
