package io.awfar.bench.setup;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What stands behind the name of a benchmark on the command line: `--name value`, or `--quick`.
///
/// Where several benchmarks run, an option is given to one as `--<benchmark>.name value`.
public final class Options {

  private static final String QUICK = "--quick";

  private final Map<String, String> values;
  private final Set<String> known;
  private final boolean quick;
  private final String prefix;

  private Options(Map<String, String> values, Set<String> known, boolean quick, String prefix) {
    this.values = values;
    this.known = known;
    this.quick = quick;
    this.prefix = prefix;
  }

  /// @throws IllegalArgumentException with a sentence for the user
  public static Options parse(List<String> arguments) {
    Map<String, String> values = new HashMap<>();
    boolean quick = false;
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      String name = rest.next();
      if (name.equals(QUICK)) {
        quick = true;
      } else if (!name.startsWith("--") || !rest.hasNext()) {
        throw new IllegalArgumentException("Not an option with a value: " + name);
      } else {
        values.put(name.substring(2), rest.next());
      }
    }
    return new Options(values, new HashSet<>(), quick, "");
  }

  /// The options of one benchmark among several.
  public Options of(String benchmark) {
    return new Options(values, known, quick, benchmark + '.');
  }

  /// Whether this run shall only show that everything works: its figures mean nothing.
  public boolean quick() {
    return quick;
  }

  /// Whether any were, for whichever benchmark.
  public boolean given() {
    return quick || !values.isEmpty();
  }

  /// A whole number, or the value for a run that counts, or the one for a quick run.
  public int number(String name, int usual, int whenQuick) {
    @Nullable String value = value(name);
    try {
      return value == null
          ? (quick ? whenQuick : usual)
          : Integer.parseInt(value.replace("_", "").replace("M", "000000").replace("k", "000"));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " is not a number: " + value, e);
    }
  }

  public int number(String name, int usual) {
    return number(name, usual, usual);
  }

  /// As [#number(String, int, int)], with a fraction.
  public double decimal(String name, double usual, double whenQuick) {
    @Nullable String value = value(name);
    try {
      return value == null ? (quick ? whenQuick : usual) : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " is not a number: " + value, e);
    }
  }

  /// `true` or `false`, which is what it is where it was not given.
  public boolean flag(String name) {
    return switch (text(name, "false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("--" + name + " is neither true nor false");
    };
  }

  public String text(String name, String usual) {
    @Nullable String value = value(name);
    return value == null ? usual : value;
  }

  /// Words with commas between them.
  public List<String> list(String name, String usual) {
    return Arrays.asList(text(name, usual).split(","));
  }

  /// To be called when every benchmark has read its own.
  ///
  /// @throws IllegalArgumentException with a sentence for the user, if one was given that nobody
  ///   asked for
  public void refuseUnknown() {
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("Unknown options: " + unknown);
    }
  }

  private @Nullable String value(String name) {
    known.add(prefix + name);
    return values.get(prefix + name);
  }
}
