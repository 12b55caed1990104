package io.awfar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TemplateApiTest {

  private static final String USER_ID = "US.13491208655302741918";

  private RunningSimulator running;

  @BeforeEach
  void open() throws Exception {
    running = RunningSimulator.start();
  }

  @AfterEach
  void close() {
    running.close();
  }

  @Test
  void templatesAreListedPageByPage() throws Exception {
    String path = "/v23.0/" + Caller.ACCOUNT + "/message_templates?limit=4";
    int templates = 0;
    String after = "";
    JsonNode page = Caller.json(running.caller.get(path));
    while (page.has("paging")) {
      templates += page.get("data").size();
      after = page.at("/paging/cursors/after").asString();
      page = Caller.json(running.caller.get(path + "&after=" + after));
    }
    assertThat(templates).isEqualTo(running.simulator.templates().all(Caller.ACCOUNT).size());
    JsonNode paused =
        Caller.json(
            running.caller.get("/v23.0/" + Caller.ACCOUNT + "/message_templates?status=PAUSED"));
    assertThat(paused.get("data"))
        .extracting(template -> template.get("name").asString())
        .containsExactly("summer_offer");
  }

  @ParameterizedTest
  @CsvSource({"limit=0", "limit=x", "limit=100000", "after=x", "after=%25"})
  void aPageThatCannotBeIs100(String query) throws Exception {
    assertThat(
            Caller.code(
                running.caller.get("/v23.0/" + Caller.ACCOUNT + "/message_templates?" + query)))
        .isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "200, 0, hello_world, en_US",
    "404, 132001, hello_world, ar",
    "400, 132015, summer_offer, en_US",
    "400, 132016, winter_offer, en_US",
    "400, 132000, order_update, ar",
    "400, 131008, login_code, en_US"
  })
  void aTemplateThatCannotBeSentIsRefused(int status, int code, String name, String language)
      throws Exception {
    String components =
        name.equals("login_code")
            ? ",\"components\":[{\"type\":\"body\",\"parameters\":[{\"type\":\"text\","
                + "\"text\":\"7\"}]}]"
            : "";
    HttpResponse<byte[]> answer =
        running.caller.send(
            """
            {"messaging_product":"whatsapp","to":"20100","type":"template",
             "template":{"name":"%s","language":{"code":"%s"}%s}}
            """
                .formatted(name, language, components));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Caller.code(answer)).isEqualTo(code);
  }

  @Test
  void aCodeForALoginCannotGoToAUserId() throws Exception {
    HttpResponse<byte[]> answer =
        running.caller.send(
            """
            {"messaging_product":"whatsapp","recipient":"%s","type":"template",
             "template":{"name":"login_code","language":{"code":"en_US"},
              "components":[{"type":"body","parameters":[{"type":"text","text":"7"}]},
               {"type":"button","sub_type":"copy_code","index":"0",
                "parameters":[{"type":"coupon_code","coupon_code":"7"}]}]}}
            """
                .formatted(USER_ID));
    assertThat(Caller.code(answer)).isEqualTo(131062);
  }

  @Test
  void withoutChecksAnyTemplateAndAnyFileCanBeSent() throws Exception {
    try (RunningSimulator lenient =
        RunningSimulator.start(settings ->
            settings.rules(rules -> rules.withTemplatesChecked(false).withMediaChecked(false)))) {
      Caller other = lenient.caller;
      assertThat(
              other
                  .send(
                      """
                      {"messaging_product":"whatsapp","to":"20100","type":"template",
                       "template":{"name":"any","language":{"code":"en"}}}
                      """)
                  .statusCode())
          .isEqualTo(200);
      assertThat(
              other
                  .send(
                      """
                      {"messaging_product":"whatsapp","to":"20100","type":"image",
                       "image":{"id":"1"}}
                      """)
                  .statusCode())
          .isEqualTo(200);
    }
  }
}
