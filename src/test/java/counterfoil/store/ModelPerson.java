package counterfoil.store;

/**
 * The people of a sequence. Those of one side belong together; at a public provider nobody does.
 */
enum ModelPerson {
  NADIA("nadia@harbour-%s.example", "harbour"),
  OWEN("owen@harbour-%s.example", "harbour"),
  /** Of the same organisation, with another domain. */
  LENA("lena@spa-%s.example", "harbour"),
  PAT("pat-%s@public.example", "pat"),
  QUIN("quin-%s@public.example", "quin"),
  SAM("sam@else-%s.example", "else"),
  SUE("sue@else-%s.example", "else");

  private final String address;
  private final String side;

  ModelPerson(String address, String side) {
    this.address = address;
    this.side = side;
  }

  /** In one run of the sequence; every run has people of its own. */
  String address(String run) {
    return address.formatted(run);
  }

  /** Who may write on the same tickets has the same. */
  String side() {
    return side;
  }
}
