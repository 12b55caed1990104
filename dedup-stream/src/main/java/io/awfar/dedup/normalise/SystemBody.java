package io.awfar.dedup.normalise;

import io.awfar.schemas.id.BoundedId;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.IdentityChange;
import io.awfar.whatsapp.Message;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A notice of WhatsApp, such as that a person has another number or user id now.
///
/// What the ids were is told by whom the message is from; where it is from nobody, by the text,
/// whose end WhatsApp writes. Only its end: the name in it is the person's choice.
final class SystemBody implements MessageBody {

  private static final Pattern FROM_TO = Pattern.compile(" from (\\S{1,256}) to (\\S{1,256})$");

  @Override
  public void read(JsonFields body, Message.Builder message) {
    String text = body.text("body");
    message.setText(text);
    String type = body.text("type");
    if (type == null || !tellsOfIds(type.toLowerCase(Locale.ROOT))) {
      return;
    }
    Contact from = message.getContact();
    String phone = first(body.id("wa_id"), body.id("new_wa_id"));
    String userId = body.id("user_id");
    String previousPhone = other(phone, first(from.getPhone(), body.id("customer")));
    String previousUserId = other(userId, first(body.id("previous_user_id"), from.getUserId()));
    if (previousUserId == null && userId != null) {
      previousUserId = before(userId, text);
    }
    message.setIdentityChange(new IdentityChange(previousPhone, phone, previousUserId, userId));
  }

  private static boolean tellsOfIds(String type) {
    return type.endsWith("changed_number") || type.endsWith("changed_user_id");
  }

  private static @Nullable String before(String now, @Nullable String text) {
    Matcher told = FROM_TO.matcher(text == null ? "" : text);
    return told.find() && told.group(2).equals(now)
        ? other(now, BoundedId.of(told.group(1)))
        : null;
  }

  /// The second, unless it is the same: then nothing is said of what was before.
  private static @Nullable String other(@Nullable String now, @Nullable String before) {
    return before == null || before.equals(now) ? null : before;
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
