package io.awfar.guarantees.fault;

import java.util.Optional;

/// What became of a planned fault.
///
/// @param leftOut why it was not brought about, empty if it was
public record InjectedFault(PlannedFault planned, Optional<String> leftOut) {}
