package io.awfar.gateway.media;

import static io.awfar.gateway.error.ErrorCode.*;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.error.FileDetails;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.openapi.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Files of the workspace, which media-service keeps.
@RestController
@RequestMapping(path = "/api/upload", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "files")
final class MediaController {

  private static final Pattern OWNER = Pattern.compile("[0-9a-f-]{36}");
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}(\\.thumbnail)?");

  private final MediaApi media;
  private final long uploadBytesMax;

  MediaController(MediaApi media, GatewaySettings settings) {
    this.media = media;
    this.uploadBytesMax = settings.media().uploadSizeMax().toBytes();
  }

  @Operation(
      summary = "Upload a file, to send it later",
      description =
          "One part named `file`, as `multipart/form-data`. What the file is, and how large it may"
              + " be, is decided by its bytes and not by its name: images 5 MB, videos 50 MB, audio"
              + " 15 MB, documents 10 MB, stickers 500 KB, unless the deployment says otherwise."
              + " The same file is kept once.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                      schema = @Schema(implementation = UploadForm.class))))
  @Refuses({
    FORBIDDEN,
    MULTIPART_MALFORMED,
    PART_UNEXPECTED,
    FILE_MISSING,
    FILE_EMPTY,
    REQUEST_TIMEOUT,
    FILE_TOO_LARGE,
    MEDIA_TYPE_UNSUPPORTED,
    FILE_TYPE_REFUSED,
    FILE_MALFORMED,
    KAFKA_UNAVAILABLE,
    MEDIA_UNAVAILABLE
  })
  @PostMapping(path = "/media", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  Mono<UploadedFile> upload(ServerWebExchange exchange) {
    return media
        .send(exchange, "/files", bounded(exchange.getRequest().getBody()), UploadedFile.class)
        .doOnError(_ -> hangUpAfter(exchange));
  }

  @Operation(
      summary = "Get the url of a file",
      description =
          "It gives the file to whoever has it, for an hour unless the deployment says otherwise."
              + " With `thumbnail=true`, or `.thumbnail` at the end of the path, it is that of an"
              + " image's preview, if there is one.")
  @Refuses({VALIDATION_FAILED, FILE_UNKNOWN, MEDIA_UNAVAILABLE})
  @GetMapping("/signed-url/{owner}/{sha256}")
  Mono<SignedUrl> signedUrl(
      @Parameter(description = "The first part of the file's path") @PathVariable String owner,
      @Parameter(description = "The second part of the file's path") @PathVariable String sha256,
      @RequestParam(defaultValue = "false") boolean thumbnail,
      ServerWebExchange exchange) {
    String path = "/files/" + path(owner, sha256) + "/signed-url?thumbnail=" + thumbnail;
    return media.ask(exchange, HttpMethod.GET, path, SignedUrl.class);
  }

  @Operation(
      summary = "Delete a file",
      description =
          "With its preview. Messages that had it show that it is deleted. A file that is gone"
              + " already, or never was, is deleted as well.")
  @Refuses({FORBIDDEN, FILE_UNKNOWN, KAFKA_UNAVAILABLE, MEDIA_UNAVAILABLE})
  @DeleteMapping("/{owner}/{sha256}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> delete(
      @Parameter(description = "The first part of the file's path") @PathVariable String owner,
      @Parameter(description = "The second part of the file's path") @PathVariable String sha256,
      ServerWebExchange exchange) {
    return media.ask(exchange, HttpMethod.DELETE, "/files/" + path(owner, sha256), Void.class);
  }

  /// Ends the connection with the answer, if what has not come yet of a refused body may be without
  /// end. Of one that says its size the rest is read, for else the client may not see the answer.
  private static void hangUpAfter(ServerWebExchange exchange) {
    if (exchange.getRequest().getHeaders().getContentLength() < 0) {
      exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
    }
  }

  /// Nothing but what a path is made of gets into the address of another service.
  private static String path(String owner, String sha256) {
    if (!OWNER.matcher(owner).matches() || !NAME.matcher(sha256).matches()) {
      throw new RefusedException(FILE_UNKNOWN);
    }
    return owner + "/" + sha256;
  }

  private Flux<DataBuffer> bounded(Flux<DataBuffer> body) {
    AtomicLong bytes = new AtomicLong();
    return body.doOnNext(buffer -> {
      if (bytes.addAndGet(buffer.readableByteCount()) > uploadBytesMax) {
        DataBufferUtils.release(buffer);
        throw RefusedException.ofFile(FILE_TOO_LARGE, FileDetails.limit(uploadBytesMax));
      }
    });
  }
}
