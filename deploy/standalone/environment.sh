# Sourced by the scripts beside it: finds a JDK 25, builds if need be, and defines run_java.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

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
    "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && is_java_25 "$home"; then
      echo "$home"
      return
    fi
  done
}

# Built once, and again when a source is newer than the mark of the last build.
build_if_needed() {
  local mark="$here/target/built"
  if [ -f "$mark" ] && [ -z "$(find "$root" -not -path '*/target/*' -not -path "$root/data/*" \
    \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$mark" -print -quit)" ]; then
    return
  fi
  command -v mvn >/dev/null || fail "Maven is not installed; it is needed to build."
  echo "Building ..." >&2
  (cd "$root" && mvn -q -B -pl deploy/standalone -am -DskipTests process-classes) >&2 ||
    fail "the build failed; see above."
  touch "$mark"
}

# run_java <JVM options> -- <main class> <arguments>: replaces the shell.
run_java() {
  local options=() class_path="$here/target/classes" module
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  shift
  for module in schemas ingest-service dedup-stream persistence-service media-service gateway-service \
    deploy/embedded deploy/simulator; do
    class_path="$class_path:$root/$module/target/classes"
  done
  exec "$java_home/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    "${options[@]}" -cp "$class_path:$(cat "$here/target/classpath.txt")" "$@"
}

java_home=$(find_java_25)
[ -n "$java_home" ] ||
  fail "no JDK 25 found. Install one (such as Temurin 25) and set JAVA_HOME to it, or put its 'java' first on the PATH."
build_if_needed
