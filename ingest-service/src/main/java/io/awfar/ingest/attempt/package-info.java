/// What is known of attempts to send, durably and by one instance alone: the journal of a
/// partition, what it held when it was taken over, and the statuses that settle a doubt.
@NullMarked
package io.awfar.ingest.attempt;

import org.jspecify.annotations.NullMarked;
