/// Takes files in: a stream of bytes becomes an object only once it is known what it is, that it is
/// whole, and that nothing is hidden in it. Whatever is refused leaves nothing behind.
@NullMarked
package io.awfar.media.upload;

import org.jspecify.annotations.NullMarked;
