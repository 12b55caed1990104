/// Messages: one row each, whatever is read again or published twice.
@NullMarked
package io.awfar.persistence.message;

import org.jspecify.annotations.NullMarked;
