package io.awfar.gateway.send;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the body of a request reads like, for the API's document; [SendRequests] reads it.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description =
        "`chatId`, or `to` and the number to send from; and a content, as WhatsApp's send API has"
            + " it, in the member that `type` names")
record SendRequest(
    @Schema(description = "A chat of the workspace") @Nullable UUID chatId,
    @Schema(
            description =
                "WhatsApp's phone number id to send from; may be missing if the workspace has"
                    + " exactly one channel",
            example = "106540352242922")
        @Nullable String channelId,
    @Schema(
            description =
                "Digits of a phone number with its country code, a business-scoped user id, or the"
                    + " id of a group",
            example = "967777000111")
        @Nullable String to,
    @Schema(
            description = "`individual` unless told",
            allowableValues = {"individual", "group"})
        @Nullable String recipientType,
    @Schema(
            description = "May be missing if there is one content",
            allowableValues = {
              "text",
              "image",
              "video",
              "audio",
              "document",
              "sticker",
              "template",
              "interactive",
              "location",
              "contacts",
              "reaction",
              "read"
            })
        @Nullable String type,
    @Schema(description = "The message that this one answers") @Nullable Context context,
    @Schema(description = "`{\"body\", \"preview_url\"}`, or the body alone") @Nullable Object text,
    @Schema(description = "The body of a text, in another word") @Nullable String message,
    @Nullable File image,
    @Nullable File video,
    @Nullable File audio,
    @Nullable File document,
    @Nullable File sticker,
    @Schema(description = "`{\"name\", \"language\": {\"code\"}, \"components\"}`")
        @Nullable Map<String, Object> template,
    @Schema(description = "`{\"type\": button, list, flow or cta_url, \"body\", \"action\", ...}`")
        @Nullable Map<String, Object> interactive,
    @Schema(description = "`{\"latitude\", \"longitude\", \"name\", \"address\"}`")
        @Nullable Map<String, Object> location,
    @Nullable List<Map<String, Object>> contacts,
    @Nullable Reaction reaction,
    @Nullable Read read) {

  private static final String ID = "WhatsApp's id of the message, or ours";

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Context(@Schema(name = "message_id", description = ID) String message_id) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      description =
          "A file by its path here, by WhatsApp's id of it, or by a link: one of the three")
  record File(
      @Schema(description = "As POST /api/upload/media answered it") @Nullable String path,
      @Nullable String id,
      @Nullable String link,
      @Schema(description = "Of an image, a video or a document") @Nullable String caption,
      @Schema(description = "Of a document") @Nullable String filename) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(description = "An empty emoji takes the reaction away")
  record Reaction(@Schema(name = "message_id", description = ID) String message_id, String emoji) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(description = "Marks a message as read; with an indicator also shows that one types")
  record Read(
      @Schema(name = "message_id", description = ID) String message_id,
      @Schema(description = "`{\"type\": \"text\"}`")
          @Nullable Map<String, String> typing_indicator) {}
}
