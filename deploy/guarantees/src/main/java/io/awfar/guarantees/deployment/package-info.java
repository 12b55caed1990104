/// All of Awfar as processes that can be killed, frozen and started again one by one.
@NullMarked
package io.awfar.guarantees.deployment;

import org.jspecify.annotations.NullMarked;
