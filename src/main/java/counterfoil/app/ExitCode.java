package counterfoil.app;

/** What the command line answers to the shell, by the numbers of {@code sysexits.h}. */
final class ExitCode {

  /** EX_OK: done. */
  static final int OK = 0;

  /** EX_USAGE: the command was used wrongly. */
  static final int USAGE = 64;

  /** EX_NOINPUT: an input was not there or could not be read. */
  static final int NO_INPUT = 66;

  /** EX_SOFTWARE: a fault of our own. */
  static final int SOFTWARE = 70;

  /** EX_OSERR: the machine gave out, here its memory; whoever watches the bot starts it again. */
  static final int OS_ERROR = 71;

  /** EX_IOERR: the output could not be written. */
  static final int IO_ERROR = 74;

  /** EX_TEMPFAIL: something is away that may come back; the same command goes on then. */
  static final int TRY_AGAIN = 75;

  /** EX_CONFIG: something in {@code config/} is wrong. */
  static final int CONFIG = 78;

  private ExitCode() {}
}
