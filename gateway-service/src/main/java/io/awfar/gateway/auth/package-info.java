/// Who is calling: sign-in, tokens, the keys that sign them, and which routes need one.
@NullMarked
package io.awfar.gateway.auth;

import org.jspecify.annotations.NullMarked;
