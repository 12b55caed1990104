package io.awfar.ingest.send;

/// Whether the calls of a number end without telling what became of their messages. After one that
/// does, the next goes alone, until one is answered: what is in doubt is never sent again, so an
/// outage must not get all that waits. For the desk's thread only.
final class NumberDoubt {

  private boolean raised;
  private boolean trying;

  /// A call has ended in doubt.
  ///
  /// @param trial whether it was the one that went alone
  /// @return whether WhatsApp still does not answer: calls that were under way together say it once
  boolean raise(boolean trial) {
    boolean again = raised && trial;
    raised = true;
    return again;
  }

  /// A call was answered. One that was under way before says nothing about those to come.
  ///
  /// @param trial whether it was the one that went alone
  void refute(boolean trial) {
    if (trial) {
      raised = false;
    }
  }

  /// Whether no send may be tried, since one is.
  boolean isTrying() {
    return trying;
  }

  /// Whether a send that was chosen has to wait after all.
  ///
  /// @param trial whether it is the one that goes alone
  boolean holdsBack(boolean trial) {
    return raised && !trial;
  }

  /// A send is chosen.
  ///
  /// @return whether it is the one that goes alone
  boolean begin() {
    trying = raised;
    return raised;
  }

  /// The attempt of a send that was chosen is over.
  ///
  /// @param trial whether it was the one that went alone
  void end(boolean trial) {
    if (trial) {
      trying = false;
    }
  }
}
