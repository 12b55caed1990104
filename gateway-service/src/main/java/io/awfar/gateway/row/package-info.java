/// Rows of the database, read with their nulls in mind.
@NullMarked
package io.awfar.gateway.row;

import org.jspecify.annotations.NullMarked;
