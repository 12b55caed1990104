/// The folders in which files wait on the disk, for this service alone.
@NullMarked
package io.awfar.media.spool;

import org.jspecify.annotations.NullMarked;
