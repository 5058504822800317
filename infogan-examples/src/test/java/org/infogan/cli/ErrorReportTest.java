package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.infogan.cli.support.UserException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ErrorReportTest {

  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      new CommandLine(new Main()).setErr(new PrintWriter(err, true));

  @Test
  void failuresThatNoUserCausedEndWithOne() {
    assertThat(ErrorReport.report(new IOException("runs/a: no space left"), command, null)).isOne();
    assertThat(ErrorReport.report(new ArithmeticException("diverged"), command, null)).isOne();
    assertThat(err.toString().lines())
        .containsExactly("infogan: runs/a: no space left", "infogan: diverged");
  }

  @Test
  void faultsOfTheProgramComeWithWhereTheyArose() {
    assertThat(ErrorReport.report(new IllegalStateException("why"), command, null)).isOne();
    assertThat(err.toString()).contains("infogan: why", "at org.infogan.cli.ErrorReportTest");
  }

  /** A null character is in no name; in the locale C an umlaut is not either. */
  @Test
  void aNameThatTheSystemCannotHaveIsNamedWithTheRemedy() {
    TinyRun.assertRefused("LC_ALL=C.UTF-8", "generate", "--model", "a.zip", "--out", "\0.png");
    TinyRun.assertRefused("found '\0.png': ", "generate", "--model", "a.zip", "--out", "\0.png");
  }

  @Test
  void messagesOfTheJdkThatAreOnlyANameAreCompleted() {
    assertThat(UserException.message(new NoSuchFileException("a.zip")))
        .isEqualTo("a.zip: expected a file that can be used, found no such file or folder");
    assertThat(UserException.message(new AccessDeniedException("a.zip"))).contains("no permission");
    assertThat(UserException.message(new NoSuchFileException("a", null, "neither")))
        .isEqualTo("a: neither");
    assertThat(UserException.message(new IOException())).isEqualTo("IOException");
  }
}
