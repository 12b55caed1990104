# Sourced by the scripts of this folder: fail, and java_home, that of a JDK 25.
fail() {
  echo "awfar: $1" >&2
  exit 2
}

is_java_25() {
  [ -x "$1/bin/java" ] && grep -qs '^JAVA_VERSION="25' "$1/release"
}

find_java_25() {
  local home on_path
  on_path=$(command -v java || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && is_java_25 "$home"; then
      echo "$home"
      return
    fi
  done
}

java_home=$(find_java_25)
[ -n "$java_home" ] ||
  fail "no JDK 25 found. Install one (such as Temurin 25) and set JAVA_HOME to it, or put its 'java' first on the PATH."
