package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.desk.OrganisationBook;
import counterfoil.desk.OrganisationRules;
import counterfoil.desk.TicketVerbs.Answer;
import counterfoil.ticket.AddressKey;
import counterfoil.ticket.DomainName;
import counterfoil.ticket.Organisation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables {@code organisation}, over which the file's organisations are laid. */
public final class JdbcOrganisationBook implements OrganisationBook {

  /** An organisation whole, in one row. */
  private static final String ORGANISATION =
      """
      o.id, o.name, o.entitled, o.added_by, o.added_at,
      array(select d.domain from organisation_domain d
            where d.organisation_id = o.id order by d.place) as domains,
      array(select a.address_key from organisation_address a
            where a.organisation_id = o.id order by a.place) as addresses
      from organisation o
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final OrganisationRules rules;
  private final Clock clock;

  /** On this database, beside the file's organisations. */
  public JdbcOrganisationBook(
      JdbcTemplate jdbc, TransactionTemplate transaction, OrganisationRules rules, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public List<Line> organisations(String search, int limit) {
    String words = Sql.text(search).toLowerCase(Locale.ROOT);
    List<Line> lines = new ArrayList<>();
    rules.files().all().stream()
        .filter(one -> says(one, words))
        .limit(limit)
        .forEach(one -> lines.add(ofFile(one)));
    lines.addAll(
        jdbc.query(
            "select "
                + ORGANISATION
                + """
                where ? = '' or position(? in o.name_key) > 0
                  or exists (select 1 from organisation_domain d
                             where d.organisation_id = o.id and position(? in d.domain) > 0)
                  or exists (select 1 from organisation_address a
                             where a.organisation_id = o.id and position(? in a.address_key) > 0)
                order by o.name_key, o.id
                limit ?
                """,
            (row, n) -> line(row),
            words,
            words,
            words,
            words,
            limit - lines.size()));
    return lines;
  }

  private static boolean says(Organisation one, String words) {
    return Stream.of(Stream.of(one.name()), one.domains().stream(), one.addresses().stream())
        .flatMap(each -> each)
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
  }

  private static Line ofFile(Organisation one) {
    return new Line(Optional.empty(), one, "", Optional.empty(), Set.of(), Set.of());
  }

  @Override
  public boolean isEmpty() {
    return Boolean.FALSE.equals(
        jdbc.queryForObject("select exists (select 1 from organisation)", Boolean.class));
  }

  @Override
  public Optional<Line> organisation(long id) {
    return jdbc
        .query("select " + ORGANISATION + "where o.id = ?", (row, n) -> line(row), id)
        .stream()
        .findFirst();
  }

  @Override
  public Answer add(Draft draft, String who) {
    return written(
        0,
        draft,
        one -> {
          Long id =
              jdbc.queryForObject(
                  """
                  insert into organisation (name, name_key, entitled, added_by, added_at)
                  values (?, ?, ?, ?, ?) returning id
                  """,
                  Long.class,
                  one.name(),
                  nameKey(one),
                  one.isEntitled(),
                  Sql.text(who),
                  at(clock.instant()));
          addPeople(id == null ? 0 : id, one);
          return new Answer(true, one.name() + " is added.");
        });
  }

  @Override
  public Optional<Answer> change(long id, Draft draft) {
    if (organisation(id).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        written(
            id,
            draft,
            one -> {
              int rows =
                  jdbc.update(
                      "update organisation set name = ?, name_key = ?, entitled = ? where id = ?",
                      one.name(),
                      nameKey(one),
                      one.isEntitled(),
                      id);
              if (rows == 0) {
                return new Answer(false, "Somebody else has removed it meanwhile.");
              }
              jdbc.update("delete from organisation_domain where organisation_id = ?", id);
              jdbc.update("delete from organisation_address where organisation_id = ?", id);
              addPeople(id, one);
              return new Answer(true, one.name() + " is changed.");
            }));
  }

  /**
   * What a draft comes to; nothing is written when it cannot be.
   *
   * @param id of the organisation that is changed; 0 for a new one
   */
  private Answer written(long id, Draft draft, Function<Organisation, Answer> writing) {
    OrganisationRules.Checked checked = rules.check(draft);
    if (checked.organisation().isEmpty()) {
      return new Answer(false, checked.refusal());
    }
    Organisation one = checked.organisation().get();
    try {
      return Objects.requireNonNull(transaction.execute(status -> writing.apply(one)));
    } catch (DuplicateKeyException e) {
      return new Answer(false, taken(id, one));
    }
  }

  /** Who else has its name, or one of its domains or addresses. */
  private String taken(long id, Organisation one) {
    return jdbc
        .query(
            """
            select 0 as place, o.name_key as key, o.name from organisation o
            where o.name_key = ? and o.id <> ?
            union all
            select 1, d.domain, o.name from organisation_domain d
            join organisation o on o.id = d.organisation_id
            where d.domain = any(?) and o.id <> ?
            union all
            select 2, a.address_key, o.name from organisation_address a
            join organisation o on o.id = a.organisation_id
            where a.address_key = any(?) and o.id <> ?
            order by place, key
            limit 1
            """,
            (row, n) ->
                row.getInt("place") == 0
                    ? "There is an organisation %s already.".formatted(row.getString("name"))
                    : "%s belongs to %s already."
                        .formatted(row.getString("key"), row.getString("name")),
            nameKey(one),
            id,
            one.domains().toArray(String[]::new),
            id,
            one.addresses().toArray(String[]::new),
            id)
        .stream()
        .findFirst()
        .orElse("Somebody else changes the organisations just now. Please try again.");
  }

  private void addPeople(long id, Organisation one) {
    addAll("insert into organisation_domain (domain, organisation_id, place)", id, one.domains());
    addAll(
        "insert into organisation_address (address_key, organisation_id, place)",
        id,
        one.addresses());
  }

  private void addAll(String insert, long id, Set<String> keys) {
    jdbc.update(
        insert + " select key, ?, place from unnest(?) with ordinality as given(key, place)",
        id,
        keys.toArray(String[]::new));
  }

  private static String nameKey(Organisation one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<Answer> remove(long id) {
    return jdbc
        .queryForList("delete from organisation where id = ? returning name", String.class, id)
        .stream()
        .findFirst()
        .map(name -> new Answer(true, name + " is removed. Its tickets stay as they are."));
  }

  @Override
  public Map<String, Organisation> of(Collection<String> addressKeys, Collection<String> domains) {
    Map<String, Organisation> known = new HashMap<>();
    Map<String, String> addresses = new HashMap<>();
    for (String address : addressKeys) {
      rules
          .ofFile(address)
          .ifPresentOrElse(
              one -> known.put(address, one),
              () -> addresses.put(address, form(address, AddressKey::of)));
    }
    Map<String, String> names = new HashMap<>();
    for (String domain : domains) {
      rules
          .files()
          .ofDomain(domain)
          .ifPresentOrElse(
              one -> known.put(domain, one), () -> names.put(domain, form(domain, DomainName::of)));
    }
    names.values().removeIf(rules::isPublic);
    addFound(
        known,
        addresses,
        "select k.address_key as key, %s join organisation_address k on k.organisation_id = o.id where k.address_key = any(?)");
    addFound(
        known,
        names,
        "select k.domain as key, %s join organisation_domain k on k.organisation_id = o.id where k.domain = any(?)");
    return known;
  }

  /**
   * Adds those of the page.
   *
   * @param forms how what was given stands in the table
   */
  private void addFound(Map<String, Organisation> known, Map<String, String> forms, String sql) {
    if (forms.isEmpty()) {
      return;
    }
    Map<String, Organisation> found = new HashMap<>();
    jdbc.query(
        sql.formatted(ORGANISATION),
        row -> {
          Organisation one = read(row);
          // What is left of an organisation that has moved into the file counts for nothing.
          if (rules.files().named(one.name()).isEmpty()) {
            found.put(row.getString("key"), one);
          }
        },
        (Object) forms.values().stream().map(Sql::text).distinct().toArray(String[]::new));
    forms.forEach(
        (given, form) -> {
          Organisation one = found.get(form);
          if (one != null) {
            known.put(given, one);
          }
        });
  }

  /** Addresses and domains in other letters than ASCII have another form in the table. */
  private static String form(String given, Function<String, Optional<String>> form) {
    return given.chars().allMatch(c -> c < 0x80) ? given : form.apply(given).orElse(given);
  }

  private Line line(ResultSet row) throws SQLException {
    Organisation one = read(row);
    return new Line(
        Optional.of(row.getLong("id")),
        one,
        row.getString("added_by"),
        Optional.of(Sql.instant(row, "added_at")),
        rules.inFile(one),
        rules.publicDomains(one));
  }

  private static Organisation read(ResultSet row) throws SQLException {
    return new Organisation(
        row.getString("name"),
        texts(row, "domains"),
        texts(row, "addresses"),
        row.getBoolean("entitled"));
  }

  private static Set<String> texts(ResultSet row, String column) throws SQLException {
    return new LinkedHashSet<>(List.of((String[]) row.getArray(column).getArray()));
  }
}
