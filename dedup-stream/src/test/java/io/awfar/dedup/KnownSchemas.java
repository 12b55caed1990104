package io.awfar.dedup;

import io.awfar.schemas.registry.SchemaRegistry;
import io.awfar.schemas.registry.SchemaRegistryUnavailableException;
import io.awfar.schemas.registry.UnknownSchemaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/// A schema registry in memory, which can be out of reach.
public final class KnownSchemas implements SchemaRegistry {

  private final List<Schema> schemas = new ArrayList<>();
  private boolean reachable = true;

  public void reachable(boolean reachable) {
    this.reachable = reachable;
  }

  @Override
  public synchronized int register(String subject, Schema schema) {
    answer();
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return schemas.indexOf(schema) + 1;
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return register(subject, schema);
  }

  @Override
  public synchronized Schema byId(int id) {
    answer();
    if (id < 1 || id > schemas.size()) {
      throw new UnknownSchemaException("no schema " + id);
    }
    return schemas.get(id - 1);
  }

  @Override
  public void close() {}

  private void answer() {
    if (!reachable) {
      throw new SchemaRegistryUnavailableException("out of reach", new IOException());
    }
  }
}
