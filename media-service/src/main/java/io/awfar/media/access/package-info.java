/// Who asks: whom a token of the gateway speaks for, and for which workspace.
@NullMarked
package io.awfar.media.access;

import org.jspecify.annotations.NullMarked;
