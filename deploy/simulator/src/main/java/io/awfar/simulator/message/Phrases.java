package io.awfar.simulator.message;

import io.awfar.simulator.payload.Draw;
import java.util.List;

/// What people write: Arabic, Latin, both, with emoji, line breaks and characters that need
/// escapes.
final class Phrases {

  private static final List<String> PHRASES =
      List.of(
          "السلام عليكم، أريد الاستفسار عن طلبي رقم",
          "متى يصل الطلب؟ 🚚",
          "شكراً جزيلاً 🙏🏽",
          "هل يوجد خصم على الكمية؟",
          "تم الدفع ✅ الرجاء التأكيد",
          "أحتاج فاتورة باسم الشركة «النور للتجارة»",
          "Hello, is anyone there?",
          "I'd like to change my booking, please 😊",
          "¿Cuánto cuesta el envío a Córdoba?",
          "Wo bleibt meine Bestellung? Das dauert schon über 3 Tage…",
          "Olá! Não consigo acessar minha conta 😕",
          "The code \"ABC\\123\" does not work,\nsee attached.",
          "ok 👍🏿",
          "مرحبا hello نص مختلط 123 ١٢٣",
          "https://example.com/track?id=77&lang=ar <b>bold</b>",
          "👨‍👩‍👧‍👦❤️‍🔥🇪🇬",
          "…",
          "Please call me back\tASAP");

  private Phrases() {}

  static String draw(Draw draw) {
    String phrase = draw.pick(PHRASES);
    int repeats = draw.chance(0.02) ? 40 : draw.chance(0.2) ? 3 : 1;
    StringBuilder text = new StringBuilder(phrase);
    for (int i = 1; i < repeats; i++) {
      text.append(' ').append(draw.pick(PHRASES));
    }
    return text.append(' ').append(draw.below(10_000)).toString();
  }
}
