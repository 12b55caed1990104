package io.awfar.simulator.message;

import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.JsonText;

/// An order of products from the catalogue.
final class OrderMessage implements MessagePiece {

  @Override
  public String type() {
    return "order";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    Draw draw = facts.draw();
    int items = 1 + draw.below(4);
    message.object(
        "order",
        order ->
            order
                .put("catalog_id", draw.digits(15))
                .put("text", Phrases.draw(draw))
                .list(
                    "product_items",
                    list -> {
                      for (int i = 0; i < items; i++) {
                        list.item(item ->
                            item.put("product_retailer_id", "sku-" + draw.digits(6))
                                .put("quantity", 1 + draw.below(9))
                                .put("item_price", draw.below(100_000) / 100.0)
                                .put("currency", "EGP"));
                      }
                    }));
  }
}
