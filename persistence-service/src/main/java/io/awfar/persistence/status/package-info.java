/// Statuses of the messages we sent: a history in which no step is lost and none goes down.
@NullMarked
package io.awfar.persistence.status;

import org.jspecify.annotations.NullMarked;
