/// Finds files that only the bucket has, and files that only the database has, and, where it is
/// told to, mends both.
@NullMarked
package io.awfar.media.reconcile;

import org.jspecify.annotations.NullMarked;
