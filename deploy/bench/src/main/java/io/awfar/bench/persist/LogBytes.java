package io.awfar.bench.persist;

/// Bytes that PostgreSQL wrote to its log.
///
/// @param all records and images of pages
/// @param pageImages of the pages that were touched for the first time since a checkpoint
/// @param indexes the part of all that is of B-trees
record LogBytes(long all, long pageImages, long indexes) {}
