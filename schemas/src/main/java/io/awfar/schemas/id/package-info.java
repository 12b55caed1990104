/// Ids that two services must compute alike: what makes two deliveries the same event, and which
/// chat it belongs to.
@NullMarked
package io.awfar.schemas.id;

import org.jspecify.annotations.NullMarked;
