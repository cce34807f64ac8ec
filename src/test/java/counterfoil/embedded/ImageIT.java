package counterfoil.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The image as its Dockerfile lays it out, without an engine: the packaged jar is taken apart, put
 * together again by the COPY lines and started by ENTRYPOINT and CMD, as a user who may write
 * nothing but the data folder.
 */
class ImageIT {

  private static final Path REPOSITORY = Path.of("").toAbsolutePath();
  private static final Path JAR = REPOSITORY.resolve("target/counterfoil.jar");
  private static final String HOME = "/counterfoil";
  private static final String PASSWORD = "a password of the test";
  private static final Duration EXTRACTED = Duration.ofMinutes(2);
  private static final Duration STARTED = Duration.ofMinutes(4);
  private static final Duration STOPPED = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(250);

  /** What a shell reports of a process that ended by SIGTERM; Java says the same of itself. */
  private static final int ENDED_BY_SIGTERM = 128 + 15;

  @TempDir Path temp;

  private Dockerfile image;
  private Path home;
  private Path log;
  private ServerUser user;
  private final Map<String, String> environment = new TreeMap<>();
  private Process bot;

  @BeforeEach
  void layOut() throws IOException {
    Dockerfile dockerfile = Dockerfile.read(REPOSITORY.resolve("docker/Dockerfile"));
    image = dockerfile.lastStage();
    home = Files.createDirectory(temp.resolve("counterfoil"));
    log = temp.resolve("log");
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
    run(JAR.getParent(), layersCommand(dockerfile));
    for (Dockerfile.Instruction copy : image.all("COPY").toList()) {
      copy(copy);
    }
    run(temp, List.of("chmod", "-R", "a+rX,go-w", home.toString()));
    user = someoneElse();
    Path data = Files.createDirectory(home.resolve("data"));
    if (user.owner().isPresent()) {
      Files.setAttribute(data, "unix:uid", user.owner().get().user());
      Files.setAttribute(data, "unix:gid", user.owner().get().group());
    }
    image.only("ENV").words().forEach(this::set);
    set("SERVER_PORT=" + freePort());
    set("COUNTERFOIL_TRYOUT_SMTP_PORT=" + freePort());
    set("COUNTERFOIL_TRYOUT_IMAP_PORT=" + freePort());
    set("COUNTERFOIL_ADMIN_PASSWORD=" + PASSWORD);
    set("PATH=" + Path.of(System.getProperty("java.home"), "bin") + ":/usr/bin:/bin");
  }

  @AfterEach
  void end() throws Exception {
    if (bot != null && bot.isAlive()) {
      bot.destroy();
      if (!bot.waitFor(STOPPED.toSeconds(), TimeUnit.SECONDS)) {
        bot.destroyForcibly();
      }
    }
  }

  @Test
  void opensTheDeskForAUserWithoutRightsAndStopsOnASignal() throws Exception {
    bot = start();
    await()
        .atMost(STARTED)
        .pollInterval(STEP)
        .failFast(() -> assertThat(bot.isAlive()).as(this::log).isTrue())
        .untilAsserted(() -> assertThat(healthcheck()).as(this::log).isZero());
    await()
        .atMost(STARTED)
        .pollInterval(STEP)
        .untilAsserted(
            () -> {
              HttpResponse<String> tickets = get("/api/tickets");
              assertThat(tickets.statusCode()).as(this::log).isEqualTo(200);
              assertThat(new YAMLMapper().readTree(tickets.body()).size())
                  .as(this::log)
                  .isPositive();
            });

    bot.destroy();

    assertThat(bot.waitFor(STOPPED.toSeconds(), TimeUnit.SECONDS)).as(this::log).isTrue();
    assertThat(bot.exitValue()).as(this::log).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(home.resolve("data/postgres/cluster/PG_VERSION")).exists();
    assertThat(home.resolve("data/postgres/cluster/postmaster.pid")).doesNotExist();
    assertThat(healthcheck()).isEqualTo(1);
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>(words(image.only("ENTRYPOINT").rest()));
    command.addAll(words(image.only("CMD").rest()));
    ProcessBuilder builder = new ProcessBuilder(user.command(command));
    builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private int healthcheck() throws Exception {
    String check = image.only("HEALTHCHECK").rest();
    List<String> command = words(inside(check.substring(check.indexOf("CMD") + 3)));
    ProcessBuilder builder = new ProcessBuilder(user.command(command));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(STOPPED.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private HttpResponse<String> get(String path) throws Exception {
    String login =
        Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    URI uri = URI.create("http://127.0.0.1:" + environment.get("SERVER_PORT") + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).header("Authorization", "Basic " + login).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** The line of the Dockerfile that takes the jar apart, with the paths of this test. */
  private List<String> layersCommand(Dockerfile dockerfile) {
    String line =
        dockerfile
            .all("RUN")
            .map(Dockerfile.Instruction::rest)
            .filter(rest -> rest.contains("jarmode"))
            .findFirst()
            .orElseThrow();
    List<String> command = new ArrayList<>(List.of(line.split("\\s+")));
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.replaceAll(word -> word.equals("target/counterfoil.jar") ? JAR.toString() : word);
    command.replaceAll(word -> word.equals("layers") ? temp.resolve("layers").toString() : word);
    return command;
  }

  private void copy(Dockerfile.Instruction copy) throws IOException {
    List<String> paths = copy.arguments();
    String from = paths.get(0);
    Path source =
        copy.option("from").isEmpty()
            ? REPOSITORY.resolve(from)
            : temp.resolve(from.replaceFirst("^/build/", ""));
    Path target = home.resolve(paths.get(1));
    if (Files.isDirectory(source)) {
      Files.createDirectories(target);
      run(temp, List.of("cp", "-r", source + "/.", target.toString()));
    } else {
      Files.createDirectories(target.getParent());
      run(temp, List.of("cp", source.toString(), target.toString()));
    }
    if (!copy.option("chmod").isEmpty()) {
      run(temp, List.of("chmod", copy.option("chmod"), target.toString()));
    }
  }

  private static void run(Path folder, List<String> command) {
    ProgramRun run = ProgramRun.of(folder, command, EXTRACTED);
    assertThat(run.succeeded()).as(run.output()).isTrue();
  }

  /** An ordinary user stays who it is; root becomes nobody. */
  private static ServerUser someoneElse() throws IOException {
    return ServerUser.Owner.ofThisProcess().user() == 0
        ? ServerUser.switchedToNobody()
        : ServerUser.same();
  }

  private void set(String assignment) {
    String[] parts = assignment.split("=", 2);
    environment.put(parts[0], inside(parts[1]));
  }

  /** A path in the image as one on this machine. */
  private String inside(String text) {
    return text.replace(HOME, home.toString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static List<String> words(String json) {
    return new YAMLMapper().readTree(json).valueStream().map(node -> node.stringValue()).toList();
  }

  private String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "no log";
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
