/// Files: taken in, handed out and deleted by media-service, which every request for one is passed
/// on to as it comes, without a byte being kept here.
@NullMarked
package io.awfar.gateway.media;

import org.jspecify.annotations.NullMarked;
