package io.awfar.media.transfer;

import io.awfar.media.lane.Lane;

/// The listeners of the lanes.
interface MessageConsumers {

  MessageConsumer of(Lane lane);
}
