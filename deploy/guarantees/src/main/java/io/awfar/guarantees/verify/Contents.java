package io.awfar.guarantees.verify;

import java.util.List;

/// What came of comparing contents.
///
/// @param rawEvents raw records whose event is in the ledger
/// @param texts records of clean messages whose event is a text in the ledger
/// @param rows rows of messages
/// @param differing how many of all these say something else
/// @param examples a line for each of some that do
public record Contents(
    long rawEvents, long texts, long rows, long differing, List<String> examples) {}
