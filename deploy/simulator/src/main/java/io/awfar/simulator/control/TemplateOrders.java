package io.awfar.simulator.control;

import io.awfar.simulator.graph.Reply;
import io.awfar.simulator.scene.Scenes;
import io.awfar.simulator.template.ButtonKind;
import io.awfar.simulator.template.HeaderFormat;
import io.awfar.simulator.template.Template;
import io.awfar.simulator.template.TemplateStatus;
import io.awfar.simulator.template.Templates;

/// `/_simulator/templates`: adds a template or changes one, and has WhatsApp report where it
/// stands.
final class TemplateOrders {

  private final Templates templates;
  private final Scenes scenes;

  TemplateOrders(Templates templates, Scenes scenes) {
    this.templates = templates;
    this.scenes = scenes;
  }

  Reply put(Order order) {
    String account = order.text("account");
    String name = order.text("name");
    String language = order.text("language", "en_US");
    Template before =
        templates.find(account, name, language).orElseGet(() -> Template.text(name, language, 0));
    Template now =
        new Template(
            name,
            language,
            order.text("category", before.category()),
            order.choice("status", TemplateStatus.class, before.status()),
            order.choice("header", HeaderFormat.class, before.header()),
            order.whole("headerParameters", before.headerParameters()),
            order.whole("bodyParameters", before.bodyParameters()),
            order.has("buttons") ? order.choices("buttons", ButtonKind.class) : before.buttons());
    boolean told = order.truth("webhook", true);
    order.end();
    if (told) {
      // First, for it knows the accounts: a template of one that does not exist is kept nowhere.
      scenes.templateStatus(account, now);
    }
    templates.put(account, now);
    return Reply.json(answer -> answer.put("id", Long.toString(now.id(account))));
  }
}
