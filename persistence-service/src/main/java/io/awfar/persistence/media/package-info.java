/// What became of the files of messages: a stored file is never forgotten for a later failure.
@NullMarked
package io.awfar.persistence.media;

import org.jspecify.annotations.NullMarked;
