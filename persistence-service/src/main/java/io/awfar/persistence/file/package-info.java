/// The files of the bucket: which of them users uploaded, and which are gone.
@NullMarked
package io.awfar.persistence.file;

import org.jspecify.annotations.NullMarked;
