/// Channel events: one row each.
@NullMarked
package io.awfar.persistence.event;

import org.jspecify.annotations.NullMarked;
