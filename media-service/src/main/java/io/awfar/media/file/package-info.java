/// The files that are there, whoever they came from: where they can be had, how they go, and that
/// this is told.
@NullMarked
package io.awfar.media.file;

import org.jspecify.annotations.NullMarked;
