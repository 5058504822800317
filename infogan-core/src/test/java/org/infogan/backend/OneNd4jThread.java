package org.infogan.backend;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Leaves ND4J's operations on the calling thread while the tests of a class run: with arrays of a
 * few hundred numbers, to wake a second thread takes many times as long as the operation.
 */
public final class OneNd4jThread implements BeforeAllCallback, AfterAllCallback {

  private int threads;
  private int masterThreads;

  @Override
  public void beforeAll(ExtensionContext context) {
    NativeRuntime.prepare();
    Environment environment = Nd4j.getEnvironment();
    threads = environment.maxThreads();
    masterThreads = environment.maxMasterThreads();
    environment.setMaxThreads(1);
    environment.setMaxMasterThreads(1);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Nd4j.getEnvironment().setMaxThreads(threads);
    Nd4j.getEnvironment().setMaxMasterThreads(masterThreads);
  }
}
