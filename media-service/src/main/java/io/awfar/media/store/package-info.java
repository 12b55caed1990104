/// Keeps files in a private bucket under names made from their content.
@NullMarked
package io.awfar.media.store;

import org.jspecify.annotations.NullMarked;
