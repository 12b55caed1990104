package io.awfar.gateway;

import io.awfar.testservers.TestPostgres;

/// The gateway that tests share which change nothing in it that another could see.
public final class SharedGateway {

  public static final TestPostgres.Database DATABASE = TestPostgres.create();
  public static final RunningGateway GATEWAY = RunningGateway.ready(DATABASE);

  private SharedGateway() {}
}
