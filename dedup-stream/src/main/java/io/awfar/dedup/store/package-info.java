/// What Kafka Streams' own stores lack, built on its public interfaces only: a store of one's own
/// whose changelog, restore and standby stay Kafka's, and work to do right before a commit.
@NullMarked
package io.awfar.dedup.store;

import org.jspecify.annotations.NullMarked;
