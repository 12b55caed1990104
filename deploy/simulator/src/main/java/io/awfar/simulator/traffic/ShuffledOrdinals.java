package io.awfar.simulator.traffic;

import io.awfar.simulator.payload.Draw;

/// Ordinals from 0 on, each once, shuffled block by block: all before the current block are out.
final class ShuffledOrdinals {

  private static final int BLOCK = 8 * Episode.EVENTS;

  private final Draw draw;
  private final long end;
  private long[] block = new long[0];
  private long blockStart;
  private int taken;

  ShuffledOrdinals(Draw draw, long end) {
    this.draw = draw;
    this.end = end;
  }

  boolean hasNext() {
    return blockStart + taken < end;
  }

  long next() {
    if (taken == block.length) {
      nextBlock();
    }
    return block[taken++];
  }

  /// How many ordinals, counted from 0, are surely out already.
  long surelyOut() {
    return blockStart;
  }

  private void nextBlock() {
    blockStart += block.length;
    block = new long[(int) Math.min(BLOCK, end - blockStart)];
    for (int i = 0; i < block.length; i++) {
      int j = draw.below(i + 1);
      block[i] = block[j];
      block[j] = blockStart + i;
    }
    taken = 0;
  }
}
