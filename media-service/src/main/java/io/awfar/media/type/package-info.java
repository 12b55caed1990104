/// Tells what a file is by its bytes, and what of that may come in: names and stated types are not
/// believed.
@NullMarked
package io.awfar.media.type;

import org.jspecify.annotations.NullMarked;
