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
  /// @throws UnknownSchemaException if there is no such id, or it is not of an Avro schema
  /// @throws SchemaRegistryUnavailableException if that cannot be told now: a registry is away,
  ///   refuses us, or something else answers in its place
  Schema byId(int id);

  @Override
  void close();
}
