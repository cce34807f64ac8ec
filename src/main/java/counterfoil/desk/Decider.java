package counterfoil.desk;

/** To be written. */
final class Decider {}
