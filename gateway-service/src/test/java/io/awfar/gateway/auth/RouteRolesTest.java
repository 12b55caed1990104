package io.awfar.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteRolesTest {

  @Test
  void allThatLiesBelowChannelsUsersAndInvitationsIsForAdministrators() {
    for (String path :
        List.of(
            "/api/auth/invitations",
            "/api/auth/invitations/1",
            "/api/auth/users",
            "/api/auth/users/1",
            "/api/whatsapp/channels",
            "/api/whatsapp/channels/",
            "/api/whatsapp/channels/1",
            "/api/whatsapp/channels/1/check")) {
      assertThat(RouteRoles.permit(Role.ADMIN, path)).isTrue();
      for (Role role : List.of(Role.SUPERVISOR, Role.AGENT, Role.ANALYST)) {
        assertThat(RouteRoles.permit(role, path)).as(role + " " + path).isFalse();
      }
    }
  }

  @Test
  void allButAnalystsMaySend() {
    for (Role role : Role.values()) {
      assertThat(RouteRoles.permit(role, "/api/whatsapp/send"))
          .as(role.text())
          .isEqualTo(role != Role.ANALYST);
    }
  }

  @Test
  void everybodyMayLookAtAndEndWhatIsItsOwn() {
    for (Role role : Role.values()) {
      for (String path :
          List.of("/api/auth/me", "/api/auth/password", "/api/auth/logout-everywhere")) {
        assertThat(RouteRoles.permit(role, path)).as(role + " " + path).isTrue();
      }
    }
  }

  @Test
  void allButAnalystsMayMarkAsRead() {
    for (String path : List.of("/api/whatsapp/chats/1/read", "/api/whatsapp/messages/1/read")) {
      for (Role role : Role.values()) {
        assertThat(RouteRoles.permit(role, path))
            .as(role + " " + path)
            .isEqualTo(role != Role.ANALYST);
      }
    }
  }

  @Test
  void everybodyMayAskForTheCodeThatLinksANumber() {
    for (Role role : Role.values()) {
      assertThat(RouteRoles.permit(role, "/api/whatsapp/qr")).isTrue();
      assertThat(RouteRoles.permit(role, "/api/whatsapp/status")).isTrue();
    }
  }

  @Test
  void whatOnlyBeginsAlikeIsForAll() {
    for (Role role : Role.values()) {
      assertThat(RouteRoles.permit(role, "/api/whatsapp/channels-of-distribution")).isTrue();
      assertThat(RouteRoles.permit(role, "/api/whatsapp/chats")).isTrue();
    }
  }
}
