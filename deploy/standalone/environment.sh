# Sourced by the scripts beside it: finds a JDK 25, builds if need be, and defines run_java.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

. "$here/../java25.sh"

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

build_if_needed
