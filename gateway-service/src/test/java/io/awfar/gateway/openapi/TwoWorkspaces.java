package io.awfar.gateway.openapi;

import static org.awaitility.Awaitility.await;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ChannelSecrets;
import io.awfar.schemas.channel.SealedCredentials;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestPostgres;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelState;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// Two workspaces that have one of everything, so that one can be asked for what is the other's.
final class TwoWorkspaces {

  static final UUID OWN = UUID.fromString(RunningGateway.WORKSPACE);
  static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-0000000000e7");

  /// What only the other workspace may read.
  static final String SECRET = "othersecret";

  /// With which a gateway reads their channels.
  static final String KEYS = ChannelKeys.generate("walk");

  private final TestPostgres.Database database;
  private final RunningGateway gateway;
  private final Map<UUID, Map<String, String>> ids = new HashMap<>();

  private TwoWorkspaces(TestPostgres.Database database, RunningGateway gateway) {
    this.database = database;
    this.gateway = gateway;
  }

  /// @param number what the number of each begins with
  static TwoWorkspaces fill(TestPostgres.Database database, RunningGateway gateway, String number) {
    TwoWorkspaces workspaces = new TwoWorkspaces(database, gateway);
    await().atMost(Duration.ofSeconds(20)).until(gateway.bean(ChannelDirectory.class)::isCaughtUp);
    workspaces.fill(OWN, number + "1", "salaam");
    workspaces.fill(OTHER, number + "2", SECRET);
    return workspaces;
  }

  /// The ids of a workspace, by the part of a path that stands before them.
  Map<String, String> ids(UUID workspace) {
    return ids.get(workspace);
  }

  /// Ids that nothing has.
  Map<String, String> unknownIds() {
    Map<String, String> unknown = new HashMap<>();
    ids.get(OWN)
        .forEach((name, id) ->
            unknown.put(name, name.equals("channels") ? "99999" : UUID.randomUUID().toString()));
    return unknown;
  }

  /// All that a workspace has, to see whether anybody changed it.
  String rows(UUID workspace) {
    StringBuilder rows = new StringBuilder();
    for (String table :
        List.of(
            "chats",
            "messages",
            "message_statuses",
            "chat_reads",
            "chat_team",
            "labels",
            "chat_notes",
            "chat_change_outbox")) {
      rows.append(rows(table, "owner_id", workspace));
    }
    for (String table : List.of("users", "invitations")) {
      rows.append(rows(table, "workspace_id", workspace));
    }
    rows.append(
        Sql.text(
            database,
            "select count(*) from chat_labels where chat_id = '%s'"
                .formatted(ids.get(workspace).get("chats"))));
    var channel =
        gateway.bean(ChannelDirectory.class).find(ids.get(workspace).getOrDefault("channels", ""));
    return rows.append(channel).toString();
  }

  private String rows(String table, String column, UUID workspace) {
    return Sql.text(
        database,
        "select '%s ' || coalesce(string_agg(t::text, ' ' order by t::text), '') from %s t"
                .formatted(table, table)
            + " where %s = '%s'".formatted(column, workspace));
  }

  private void fill(UUID workspace, String number, String said) {
    UUID chat = UUID.randomUUID();
    UUID message = UUID.randomUUID();
    Sql.run(
        database,
        """
        insert into chats (id, owner_id, last_message_id, last_message_at, created_at, updated_at,
          inbound_count, wa_chat_id, channel_id, last_message_direction, last_message_type,
          last_message_text, window_expires_at)
        values (?, ?, ?, now(), now(), now(), 1, ?, ?, 'inbound', 'text', ?,
          now() + interval '1 hour')
        """,
        chat,
        workspace,
        message,
        number + "|967777000111",
        number,
        said);
    Sql.run(
        database,
        """
        insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
          wa_message_id, direction, type, body)
        values (?, ?, ?, now(), now(), ?, ?, 'inbound', 'text', ?)
        """,
        message,
        workspace,
        chat,
        number,
        "wamid." + message,
        said);
    createChannel(workspace, number, said);
    Map<String, String> named =
        new HashMap<>(
            Map.of("chats", chat.toString(), "messages", message.toString(), "channels", number));
    named.putAll(team(workspace, chat, said));
    ids.put(workspace, named);
  }

  /// A user, one who is invited, and what they keep about a chat.
  private Map<String, String> team(UUID workspace, UUID chat, String said) {
    UUID user = UUID.randomUUID();
    UUID invitation = UUID.randomUUID();
    UUID label = UUID.randomUUID();
    UUID note = UUID.randomUUID();
    Sql.run(
        database,
        "insert into workspaces (id, name) values (?, ?) on conflict do nothing",
        workspace,
        said);
    Sql.run(
        database,
        """
        insert into users (id, workspace_id, email, name, password_hash, role)
        values (?, ?, ?, ?, '', 'agent')
        """,
        user,
        workspace,
        said + "@example.com",
        said);
    Sql.run(
        database,
        """
        insert into invitations (id, workspace_id, email, role, token_hash, invited_by, expires_at)
        values (?, ?, ?, 'agent', sha256(?::text::bytea), ?, now() + interval '1 day')
        """,
        invitation,
        workspace,
        said + ".invited@example.com",
        said,
        user);
    Sql.run(
        database,
        """
        insert into labels (id, owner_id, name, name_key, colour, created_by)
        values (?, ?, ?, ?, '#808080', ?)
        """,
        label,
        workspace,
        said,
        said,
        user);
    Sql.run(
        database,
        """
        insert into chat_labels (chat_id, label_id, last_message_at, added_at, added_by)
        select id, ?, last_message_at, now(), ? from chats where id = ?
        """,
        label,
        user,
        chat);
    Sql.run(
        database,
        """
        insert into chat_notes (id, owner_id, chat_id, author_id, created_at, text)
        values (?, ?, ?, ?, now(), ?)
        """,
        note,
        workspace,
        chat,
        user,
        said);
    return Map.of(
        "users", user.toString(),
        "invitations", invitation.toString(),
        "labels", label.toString(),
        "notes", note.toString(),
        "workspaces", workspace.toString(),
        "files", "0".repeat(64));
  }

  private void createChannel(UUID workspace, String number, String name) {
    Channel channel =
        Channel.newBuilder()
            .setChannelId(number)
            .setOwnerId(workspace)
            .setBusinessAccountId("1" + number)
            .setName(name)
            .setState(ChannelState.ACTIVE)
            .setCredentials(
                SealedCredentials.seal(number, ChannelSecrets.NONE, ChannelKeys.parse(KEYS)))
            .setSendsPerSecond(80)
            .setUpdatedAt(Instant.EPOCH)
            .setVersion(1)
            .build();
    write(Topics.CHANNELS, number, channel);
    ChannelDirectory directory = gateway.bean(ChannelDirectory.class);
    await().atMost(Duration.ofSeconds(10)).until(() -> directory.find(number).isPresent());
  }

  private static <V extends SpecificRecord> void write(Topic<V> topic, String key, V value) {
    AvroSerializer<V> values = new AvroSerializer<>();
    values.configure(
        Map.of("schema.registry.url", TestRegistry.url(), "auto.register.schemas", true), false);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
            new StringSerializer(),
            values)) {
      producer.send(new ProducerRecord<>(topic.name(), key, value));
    }
  }

  /// Tells of a message, under one key, so that all are read in this order.
  static void say(UUID workspace, String text) {
    UUID id = UUID.randomUUID();
    Message message =
        Message.newBuilder()
            .setMessageId(id)
            .setOwnerId(workspace)
            .setChannelId("1055")
            .setWaChatId("1055|967777")
            .setWaMessageId("wamid." + id)
            .setDirection(Direction.INBOUND)
            .setContactBuilder(Contact.newBuilder().setPhone("967777"))
            .setType(MessageType.TEXT)
            .setTypeName("text")
            .setSentAt(Instant.EPOCH)
            .setReceivedAt(Instant.EPOCH)
            .setText(text)
            .build();
    write(Topics.MESSAGES, "1055|967777", message);
  }
}
