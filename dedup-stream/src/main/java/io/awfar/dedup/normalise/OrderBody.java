package io.awfar.dedup.normalise;

import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.Order;
import io.awfar.whatsapp.OrderItem;

/// What a person ordered.
final class OrderBody implements MessageBody {

  @Override
  public void read(JsonFields body, Message.Builder message) {
    message.setText(body.text("text"));
    message.setOrder(
        new Order(
            body.text("catalog_id"),
            body.objects("product_items").stream()
                .map(item ->
                    new OrderItem(
                        item.text("product_retailer_id"),
                        item.number("quantity"),
                        item.text("item_price"),
                        item.text("currency")))
                .toList()));
  }
}
