/// The business numbers: which workspace each belongs to.
@NullMarked
package io.awfar.ingest.channel;

import org.jspecify.annotations.NullMarked;
