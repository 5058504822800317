package org.infogan.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** When memory is freed: once, after its last use, and without making others wait. */
class CloseGuardTest {

  private final AtomicInteger freed = new AtomicInteger();
  private final CloseGuard guard = new CloseGuard("thing", freed::incrementAndGet);

  @Test
  void whatIsUnusedIsFreedAtOnceAndOnlyOnce() {
    guard.close();
    guard.close();
    assertThat(freed).hasValue(1);
    assertThatThrownBy(() -> guard.use(() -> 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("thing: expected an open one, found it closed");
  }

  @Test
  void whatIsClosedWithinAUseIsFreedAtItsEnd() {
    int given =
        guard.use(
            () -> {
              guard.use(
                  () -> {
                    guard.close();
                    return 0;
                  });
              assertThat(freed).hasValue(0);
              return 7;
            });
    assertThat(given).isEqualTo(7);
    assertThat(freed).hasValue(1);
  }

  @Test
  void aUseThatFailsIsAtItsEndToo() {
    assertThatThrownBy(
            () ->
                guard.use(
                    () -> {
                      guard.close();
                      throw new IllegalArgumentException("no use");
                    }))
        .hasMessage("no use");
    assertThat(freed).hasValue(1);
  }

  /** Freeing may wait for threads that ask the same guard. */
  @Test
  void freeingHoldsNoLock() throws InterruptedException {
    AtomicReference<CloseGuard> reference = new AtomicReference<>();
    AtomicReference<String> asked = new AtomicReference<>();
    CloseGuard slow =
        new CloseGuard(
            "thing",
            () -> {
              CountDownLatch answered = new CountDownLatch(1);
              Thread other =
                  new Thread(
                      () -> {
                        try {
                          reference.get().requireOpen();
                        } catch (IllegalStateException e) {
                          asked.set(e.getMessage());
                        }
                        reference.get().close();
                        answered.countDown();
                      });
              other.start();
              try {
                assertThat(answered.await(1, TimeUnit.MINUTES)).isTrue();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    reference.set(slow);
    slow.close();
    assertThat(asked).hasValue("thing: expected an open one, found it closed");
  }
}
