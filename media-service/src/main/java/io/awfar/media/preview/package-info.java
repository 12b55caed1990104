/// Finds out what is shown of a file before it is opened: a thumbnail, its size, its length.
///
/// A file that is broken, hostile or too large has no preview, and costs no more than that.
@NullMarked
package io.awfar.media.preview;

import org.jspecify.annotations.NullMarked;
