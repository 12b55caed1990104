package io.awfar.simulator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.awfar.simulator.graph.GraphError;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {

  private static final String ACCOUNT = "1";

  private final Templates templates = new Templates(true);

  @Test
  void aSendThatFitsItsTemplatePasses() throws Exception {
    assertThat(templates.check(ACCOUNT, use("hello_world", "en_US"))).isPresent();
    assertThat(templates.check(ACCOUNT, use("order_update", "ar", "text", "currency"))).isPresent();
    TemplateUse receipt =
        new TemplateUse("receipt", "en_US", List.of("document"), List.of("text"), 4, Set.of());
    assertThat(templates.check(ACCOUNT, receipt)).isPresent();
    TemplateUse tracked =
        new TemplateUse("track_order", "en_US", List.of(), List.of("text"), 4, Set.of(0));
    assertThat(templates.check(ACCOUNT, tracked)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "132001, no_such, en_US",
    "132001, hello_world, ar",
    "132001, new_offer, en_US",
    "132001, loud_offer, en_US",
    "132015, summer_offer, en_US",
    "132016, winter_offer, en_US",
    "132000, order_update, en_US"
  })
  void aTemplateThatCannotBeSentHasItsCode(int code, String name, String language) {
    assertThat(error(use(name, language)).code()).isEqualTo(code);
  }

  @Test
  void parametersThatDoNotFitHaveTheirCodes() {
    assertThat(error(use("hello_world", "en_US", "text")).code()).isEqualTo(132000);
    assertThat(
            error(new TemplateUse("receipt", "en_US", List.of(), List.of("text"), 1, Set.of()))
                .code())
        .isEqualTo(132000);
    assertThat(
            error(
                    new TemplateUse(
                        "receipt", "en_US", List.of("image"), List.of("text"), 1, Set.of()))
                .code())
        .isEqualTo(132012);
    assertThat(error(use("track_order", "en_US", "text")).code()).isEqualTo(131008);
    assertThat(
            error(new TemplateUse("hello_world", "en_US", List.of(), List.of(), 0, Set.of(0)))
                .code())
        .isEqualTo(132012);
    assertThat(
            error(
                    new TemplateUse(
                        "order_update",
                        "en_US",
                        List.of(),
                        List.of("text", "text"),
                        1025,
                        Set.of()))
                .code())
        .isEqualTo(132005);
  }

  @Test
  void aTemplateCanBePausedAndApprovedAgain() throws Exception {
    Template template = templates.find(ACCOUNT, "hello_world", "en_US").orElseThrow();
    templates.put(ACCOUNT, template.with(TemplateStatus.PAUSED));
    assertThat(error(use("hello_world", "en_US")).code()).isEqualTo(132015);
    assertThat(templates.check("2", use("hello_world", "en_US"))).isPresent();
    templates.put(ACCOUNT, template);
    assertThat(templates.check(ACCOUNT, use("hello_world", "en_US"))).isPresent();
  }

  @Test
  void uncheckedEveryTemplateCanBeSent() throws Exception {
    Templates unchecked = new Templates(false);
    assertThat(unchecked.check(ACCOUNT, use("no_such", "en_US"))).isEmpty();
    assertThat(unchecked.check(ACCOUNT, use("summer_offer", "en_US"))).isPresent();
  }

  @Test
  void anAccountHasNoMoreThanItCan() {
    for (int i = Templates.INITIAL.size(); i < Templates.OF_ACCOUNT_MAX; i++) {
      templates.put(ACCOUNT, Template.text("t_" + i, "en", 0));
    }
    assertThatThrownBy(() -> templates.put(ACCOUNT, Template.text("one_more", "en", 0)))
        .isInstanceOf(IllegalArgumentException.class);
    templates.put(ACCOUNT, Template.text("t_100", "en", 1));
    assertThat(templates.all(ACCOUNT)).hasSize(Templates.OF_ACCOUNT_MAX);
  }

  private GraphError error(TemplateUse use) {
    GraphError error = catchThrowableOfType(GraphError.class, () -> templates.check(ACCOUNT, use));
    assertThat(error).isNotNull();
    return error;
  }

  private static TemplateUse use(String name, String language, String... body) {
    return new TemplateUse(name, language, List.of(), List.of(body), 10, Set.of());
  }
}
