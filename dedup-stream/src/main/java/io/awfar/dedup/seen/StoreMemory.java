package io.awfar.dedup.seen;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/// Off-heap memory that all RocksDB stores of one stream share; by default each store, and there is
/// one per partition and window, would take up to 100 MB of its own.
public final class StoreMemory implements AutoCloseable {

  /// The setting under which [Settings] finds it in the configuration of the stream.
  public static final String CONFIG = "awfar.store.memory";

  private final Cache cache;
  private final WriteBufferManager writeBuffers;

  /// @param bytesMax for cached blocks, filters and unwritten data together
  public StoreMemory(long bytesMax) {
    RocksDB.loadLibrary();
    this.cache = new LRUCache(bytesMax);
    this.writeBuffers = new WriteBufferManager(bytesMax / 2, cache);
  }

  @Override
  public void close() {
    writeBuffers.close();
    cache.close();
  }

  /// Makes each store use the shared memory; Kafka Streams creates it by name.
  public static final class Settings implements RocksDBConfigSetter {

    private static final long WRITE_BUFFER_BYTES = 4 << 20;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
      if (configs.get(CONFIG) instanceof StoreMemory memory) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache);
        table.setCacheIndexAndFilterBlocks(true);
        options.setWriteBufferManager(memory.writeBuffers);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
      }
    }

    @Override
    public void close(String storeName, Options options) {
      // The memory belongs to the stream as a whole and outlives each store.
    }
  }
}
