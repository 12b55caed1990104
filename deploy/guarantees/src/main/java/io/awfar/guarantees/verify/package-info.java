/// Whether the promises held, told from what was sent and what is in topics and tables.
@NullMarked
package io.awfar.guarantees.verify;

import org.jspecify.annotations.NullMarked;
