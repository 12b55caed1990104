package io.awfar.simulator.template;

import io.awfar.simulator.graph.GraphError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The templates of each account. Every account begins with the same few.
public final class Templates {

  /// Most of an account.
  public static final int OF_ACCOUNT_MAX = 6000;

  /// What every account begins with: one for each thing that can be wrong with a send.
  public static final List<Template> INITIAL =
      List.of(
          Template.text("hello_world", "en_US", 0),
          Template.text("order_update", "en_US", 2),
          Template.text("order_update", "ar", 2),
          Template.text("appointment_reminder", "en_US", 1)
              .with(ButtonKind.QUICK_REPLY, ButtonKind.QUICK_REPLY),
          Template.text("receipt", "en_US", 1).with(HeaderFormat.DOCUMENT),
          Template.text("track_order", "en_US", 1).with(ButtonKind.DYNAMIC_URL),
          Template.text("login_code", "en_US", 1)
              .inCategory("AUTHENTICATION")
              .with(ButtonKind.COPY_CODE),
          Template.text("summer_offer", "en_US", 0)
              .inCategory("MARKETING")
              .with(TemplateStatus.PAUSED),
          Template.text("winter_offer", "en_US", 0)
              .inCategory("MARKETING")
              .with(TemplateStatus.DISABLED),
          Template.text("new_offer", "en_US", 0)
              .inCategory("MARKETING")
              .with(TemplateStatus.PENDING),
          Template.text("loud_offer", "en_US", 0)
              .inCategory("MARKETING")
              .with(TemplateStatus.REJECTED));

  private final boolean checked;
  private final Map<String, Template> unchanged = initial();
  private final Map<String, Map<String, Template>> accounts = new ConcurrentHashMap<>();

  /// Templates that sends are checked against, or, unchecked, only listed.
  public Templates(boolean checked) {
    this.checked = checked;
  }

  /// Adds one, or replaces that of the same name and language.
  ///
  /// @throws IllegalArgumentException if the account has too many
  public void put(String accountId, Template template) {
    Map<String, Template> templates = accounts.computeIfAbsent(accountId, id -> initial());
    String key = key(template.name(), template.language());
    if (templates.size() >= OF_ACCOUNT_MAX && !templates.containsKey(key)) {
      throw new IllegalArgumentException("an account has at most " + OF_ACCOUNT_MAX + " templates");
    }
    templates.put(key, template);
  }

  /// The template of this name in this language.
  public Optional<Template> find(String accountId, String name, String language) {
    return Optional.ofNullable(of(accountId).get(key(name, language)));
  }

  /// All of an account, by name.
  public List<Template> all(String accountId) {
    return List.copyOf(of(accountId).values());
  }

  /// Checks what a send says.
  ///
  /// @return the template; empty if it is unknown and sends are not checked
  /// @throws GraphError 132xxx, or 131008 for a button without its parameter
  public Optional<Template> check(String accountId, TemplateUse use) throws GraphError {
    Optional<Template> template = find(accountId, use.name(), use.language());
    if (checked) {
      TemplateCheck.check(template.orElseThrow(() -> TemplateCheck.unknown(use)), use);
    }
    return template;
  }

  /// An account that nobody changed anything of takes no memory.
  private Map<String, Template> of(String accountId) {
    return accounts.getOrDefault(accountId, unchanged);
  }

  private static Map<String, Template> initial() {
    Map<String, Template> templates = new ConcurrentSkipListMap<>();
    INITIAL.forEach(each -> templates.put(key(each.name(), each.language()), each));
    return templates;
  }

  private static String key(String name, String language) {
    return name + '|' + language;
  }
}
