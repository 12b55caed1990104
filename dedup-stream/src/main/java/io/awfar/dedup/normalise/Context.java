package io.awfar.dedup.normalise;

import io.awfar.whatsapp.MessageContext;
import org.jspecify.annotations.Nullable;

/// What a message refers to: the message replied to, forwarding, the product asked about.
final class Context {

  private Context() {}

  /// The member `context`, or null if there is none.
  static @Nullable MessageContext of(JsonFields message) {
    JsonFields context = message.object("context");
    if (context == null) {
      return null;
    }
    MessageContext.Builder read =
        MessageContext.newBuilder()
            .setWaMessageId(context.text("id"))
            .setFrom(context.text("from"))
            .setForwarded(context.flag("forwarded"))
            .setFrequentlyForwarded(context.flag("frequently_forwarded"));
    JsonFields product = context.object("referred_product");
    if (product != null) {
      read.setCatalogId(product.text("catalog_id"));
      read.setProductId(product.text("product_retailer_id"));
    }
    return read.build();
  }
}
