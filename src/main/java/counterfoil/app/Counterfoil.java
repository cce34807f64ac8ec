package counterfoil.app;

public final class Counterfoil {
  public static void main(String... args) {}
}
