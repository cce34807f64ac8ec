package counterfoil.app;

import counterfoil.desk.Reread;

/** Tells what reading facts again changes on a ticket. */
interface ReplayTelling {

  /** Nothing is said of a ticket that stays as it is. */
  void tell(Reread read);
}
