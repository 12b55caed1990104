package io.awfar.gateway.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// A part of a list, newest first, and how to get the next.
public record Page<T>(List<T> data, Pagination pagination) {

  /// @param count rows in this page
  /// @param nextBefore `before` of the next page; missing on the last
  /// @param total rows of the whole list, missing unless asked for
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Pagination(
      int limit,
      int offset,
      @Schema(description = "Rows in this page") int count,
      @Schema(description = "Whether a next page exists") boolean hasMore,
      @Schema(
              description = "Pass as `before`, with offset 0, to get the next page",
              example = "2026-11-22T10:15:30.123456Z,0197a5b0-0000-8000-8000-000000000000")
          @Nullable String nextBefore,
      @Schema(
              description = "Rows of the whole list, if asked for: counted up to 10,000",
              example = "321")
          @Nullable Long total,
      @Schema(description = "Whether the list has no more than `total`")
          @Nullable Boolean totalIsExact) {

    Pagination with(Total counted) {
      return new Pagination(
          limit, offset, count, hasMore, nextBefore, counted.rows(), counted.exact());
    }
  }

  /// Makes a page of rows that were read with one more than the limit, to see if there are more.
  public static <T> Page<T> of(PageRequest asked, List<T> rows, Function<T, Before> place) {
    int limit = asked.limit();
    boolean hasMore = rows.size() > limit;
    List<T> data = hasMore ? List.copyOf(rows.subList(0, limit)) : rows;
    String next = hasMore ? place.apply(data.getLast()).toString() : null;
    return new Page<>(
        data, new Pagination(limit, asked.offset(), data.size(), hasMore, next, null, null));
  }

  /// With the number of rows of the whole list, if that was asked for.
  ///
  /// @param count of rows up to [Total#COUNTED_MAX], looked up only then
  public Mono<Page<T>> counted(PageRequest asked, Mono<Long> count) {
    return asked.total()
        ? count.map(rows -> new Page<>(data, pagination.with(Total.of(rows))))
        : Mono.just(this);
  }
}
