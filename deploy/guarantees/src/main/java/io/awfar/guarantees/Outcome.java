package io.awfar.guarantees;

import io.awfar.guarantees.fault.InjectedFaults;
import io.awfar.guarantees.verify.Comparisons;
import io.awfar.guarantees.verify.GrownTransactions;
import io.awfar.guarantees.verify.Promise;
import io.awfar.simulator.ledger.LedgerSnapshot;
import java.time.Duration;
import java.util.List;

/// What came of a run.
///
/// @param acknowledgedUnderFaults different events answered 200 by when the last fault had ended
/// @param faults what became of those that were planned
/// @param restarts services that ended by themselves or asked for it
/// @param drainedIn from the last webhook answered to the last event stored
record Outcome(
    List<Promise> promises,
    LedgerSnapshot ledger,
    long acknowledgedUnderFaults,
    InjectedFaults faults,
    int restarts,
    Duration drainedIn,
    GrownTransactions grownTransactions,
    Comparisons comparisons) {}
