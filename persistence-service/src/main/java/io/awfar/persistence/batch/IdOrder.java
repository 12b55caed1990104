package io.awfar.persistence.batch;

import java.util.Comparator;
import java.util.UUID;

/// The order of ids that PostgreSQL has, in which rows are written so that two transactions lock
/// those they share in the same order.
public final class IdOrder {

  /// Java's own takes their halves for signed.
  public static final Comparator<UUID> UNSIGNED =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private IdOrder() {}
}
