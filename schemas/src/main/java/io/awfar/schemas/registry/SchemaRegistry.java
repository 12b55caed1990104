package io.awfar.schemas.registry;

import org.apache.avro.Schema;

/// Where schemas get their ids.
public interface SchemaRegistry extends AutoCloseable {

  /// The id of a schema under a subject, registering it first if need be.
  ///
  /// @throws SchemaRefusedException if the registry does not take the schema, such as for being
  ///   incompatible
  /// @throws SchemaRegistryUnavailableException if no registry answered in time
  int register(String subject, Schema schema);

  /// The id of a schema that is registered under a subject already.
  ///
  /// @throws SchemaRefusedException if it is not registered there
  /// @throws SchemaRegistryUnavailableException if no registry answered in time
  int idOf(String subject, Schema schema);

  /// The schema of an id.
  ///
  /// @throws UnknownSchemaException if the registry has no such id
  /// @throws SchemaRegistryUnavailableException if no registry answered in time
  Schema byId(int id);

  @Override
  void close();
}
