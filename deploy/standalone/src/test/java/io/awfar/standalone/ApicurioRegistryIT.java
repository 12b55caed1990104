package io.awfar.standalone;

import io.awfar.testservers.RegistryContract;

/// The registry that runs beside the services keeps the contract that the tests' double keeps.
class ApicurioRegistryIT implements RegistryContract {

  @Override
  public String registryUrl() {
    return RunningAwfar.get().servers().registry().url().toString();
  }
}
