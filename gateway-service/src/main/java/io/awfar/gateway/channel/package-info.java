/// The numbers of a workspace and their secrets, managed at run time: kept in Kafka, whence all
/// services follow them; their secrets go in and never come out.
@NullMarked
package io.awfar.gateway.channel;

import org.jspecify.annotations.NullMarked;
