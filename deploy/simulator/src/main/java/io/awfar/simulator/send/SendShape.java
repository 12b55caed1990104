package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;

/// What a message of one type must look like.
@FunctionalInterface
interface SendShape {

  /// Checks the member that is named like the type.
  ///
  /// @throws GraphError 100, 131008 or 131009 with the first thing that is wrong
  void check(Member content) throws GraphError;
}
