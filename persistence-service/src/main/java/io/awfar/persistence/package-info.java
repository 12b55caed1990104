/// Writes every event of the clean topics into PostgreSQL exactly once, whatever is read again.
@NullMarked
package io.awfar.persistence;

import org.jspecify.annotations.NullMarked;
