package io.awfar.guarantees;

import io.awfar.guarantees.verify.GrownTransactions;
import io.awfar.guarantees.verify.Promise;
import io.awfar.simulator.ledger.LedgerSnapshot;
import java.time.Duration;
import java.util.List;

/// What came of a run.
///
/// @param faults how many there were
/// @param restarts services that ended by themselves or asked for it
/// @param drainedIn from the last webhook answered to the last event stored
record Outcome(
    List<Promise> promises,
    LedgerSnapshot ledger,
    int faults,
    int restarts,
    Duration drainedIn,
    GrownTransactions grownTransactions) {}
