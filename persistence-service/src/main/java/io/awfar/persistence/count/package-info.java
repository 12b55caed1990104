/// Row counts that are exact and cost nothing to read.
@NullMarked
package io.awfar.persistence.count;

import org.jspecify.annotations.NullMarked;
