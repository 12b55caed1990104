/// The business numbers: who signs for each and which workspace it belongs to.
@NullMarked
package io.awfar.ingest.channel;

import org.jspecify.annotations.NullMarked;
