package io.awfar.ingest.attempt;

/// A journal that is ours, and what it held when it became so.
public record OpenJournal(AttemptJournal journal, AttemptTail tail) {}
