/// The REST API for agents: secure by default, each workspace seeing only its own.
@NullMarked
package io.awfar.gateway;

import org.jspecify.annotations.NullMarked;
