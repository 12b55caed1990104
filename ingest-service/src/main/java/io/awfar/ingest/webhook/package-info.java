/// The Cloud API webhook: checks who sent a request, splits it into events that each stand alone,
/// and loses none of them.
@NullMarked
package io.awfar.ingest.webhook;

import org.jspecify.annotations.NullMarked;
