package counterfoil.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The instructions of a Dockerfile, comments left out and continued lines joined. */
record Dockerfile(List<Instruction> instructions) {

  /**
   * @param name in capitals
   * @param words what follows, options ({@code --from=...}) and all
   */
  record Instruction(String name, String rest) {

    List<String> words() {
      return Arrays.asList(rest.split("\\s+"));
    }

    /** The value of an option like {@code --from}; empty when it is not given. */
    String option(String option) {
      return words().stream()
          .filter(word -> word.startsWith("--" + option + "="))
          .map(word -> word.substring(option.length() + 3))
          .findFirst()
          .orElse("");
    }

    List<String> arguments() {
      return words().stream().filter(word -> !word.startsWith("--")).toList();
    }
  }

  static Dockerfile read(Path file) throws IOException {
    List<Instruction> instructions = new ArrayList<>();
    StringBuilder pending = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      boolean goesOn = line.endsWith("\\");
      pending.append(goesOn ? line.substring(0, line.length() - 1) : line);
      if (!goesOn) {
        String[] parts = pending.toString().strip().split("\\s+", 2);
        instructions.add(new Instruction(parts[0], parts.length > 1 ? parts[1] : ""));
        pending.setLength(0);
      }
    }
    return new Dockerfile(instructions);
  }

  Stream<Instruction> all(String name) {
    return instructions.stream().filter(instruction -> instruction.name().equals(name));
  }

  /** The instructions of the image itself, after the last FROM. */
  Dockerfile lastStage() {
    int from = 0;
    for (int i = 0; i < instructions.size(); i++) {
      if (instructions.get(i).name().equals("FROM")) {
        from = i;
      }
    }
    return new Dockerfile(instructions.subList(from, instructions.size()));
  }

  /** The one instruction of that name. */
  Instruction only(String name) {
    List<Instruction> found = all(name).toList();
    if (found.size() != 1) {
      throw new AssertionError("expected one " + name + ", found " + found);
    }
    return found.get(0);
  }
}
