package io.awfar.testservers;

class TestRegistryTest implements RegistryContract {

  @Override
  public String registryUrl() {
    return TestRegistry.url();
  }
}
