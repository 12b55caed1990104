/// Ways to break a promise on purpose, to show that the verification notices.
@NullMarked
package io.awfar.guarantees.sabotage;

import org.jspecify.annotations.NullMarked;
