package io.awfar.bench.read;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PageTest {

  private static final Page PAGE =
      page("{'data':[{'chatId':'c','body':'hello','status':null}],'pagination':{'count':1}}");

  @Test
  void theOrderOfMembersIsNoDifference() {
    Page other =
        page("{'pagination':{'count':1},'data':[{'status':null,'body':'hello','chatId':'c'}]}");

    assertThatCode(() -> PAGE.requireSameAs(other)).doesNotThrowAnyException();
  }

  @Test
  void anotherValueIsRefused() {
    assertRefused(
        PAGE,
        page("{'data':[{'chatId':'c','body':'hullo','status':null}],'pagination':{'count':1}}"));
  }

  @Test
  void aMemberThatIsMissingIsRefused() {
    assertRefused(PAGE, page("{'data':[{'chatId':'c','body':'hello'}],'pagination':{'count':1}}"));
  }

  @Test
  void messagesOfAnotherChatOrNoneAreRefusedThoughTheyAreAlike() {
    Page ofAnother = page("{'data':[{'chatId':'d'}]}");
    Page empty = page("{'data':[]}");

    assertRefused(ofAnother, ofAnother);
    assertRefused(empty, empty);
  }

  private static void assertRefused(Page one, Page other) {
    assertThatThrownBy(() -> one.requireSameAs(other)).isInstanceOf(IllegalStateException.class);
  }

  private static Page page(String json) {
    return new Page(Subject.MESSAGES, "c", JsonMapper.shared().readTree(json.replace('\'', '"')));
  }
}
