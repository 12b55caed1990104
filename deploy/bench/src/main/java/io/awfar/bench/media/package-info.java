/// Files through media-service, in and out, beside the MinIO client alone.
@NullMarked
package io.awfar.bench.media;

import org.jspecify.annotations.NullMarked;
