/// Contacts: each holds the newest that its messages said of it, whatever order they came in.
@NullMarked
package io.awfar.persistence.contact;

import org.jspecify.annotations.NullMarked;
