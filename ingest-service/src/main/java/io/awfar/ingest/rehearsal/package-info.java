/// Makes the service fast before it is ready, by taking in made-up webhooks.
@NullMarked
package io.awfar.ingest.rehearsal;

import org.jspecify.annotations.NullMarked;
