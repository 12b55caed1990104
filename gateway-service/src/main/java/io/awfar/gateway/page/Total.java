package io.awfar.gateway.page;

/// How many rows a whole list has, as far as they were counted.
///
/// @param rows at most [#ROWS_MAX]
/// @param exact whether there are no more
public record Total(long rows, boolean exact) {

  /// Counting goes no further: of a longer list nobody wants to know the number, and each row of it
  /// would cost.
  public static final int ROWS_MAX = 10_000;

  /// As many rows as a statement counts, to see if there are more.
  public static final int COUNTED_MAX = ROWS_MAX + 1;

  /// @param counted 0 to [#COUNTED_MAX]
  public static Total of(long counted) {
    return new Total(Math.min(counted, ROWS_MAX), counted <= ROWS_MAX);
  }
}
