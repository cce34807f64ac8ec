-- Organisations that were added on the desk's page; those of config/organisations.yaml are not here. Rules
-- for their words are those of desk.OrganisationRules.
create table organisation (
  id bigint generated always as identity primary key,
  name text not null,
  -- In lower case: one name in other letters is the same name.
  name_key text not null unique,
  entitled boolean not null,
  added_by text not null,
  added_at timestamptz not null
);

-- A domain, and an address, belongs to one organisation. What a mail's sender belongs to is found by these
-- keys alone.
create table organisation_domain (
  domain text primary key,
  organisation_id bigint not null references organisation on delete cascade,
  place int not null
);
create index organisation_domain_by_organisation on organisation_domain (organisation_id);

create table organisation_address (
  address_key text primary key,
  organisation_id bigint not null references organisation on delete cascade,
  place int not null
);
create index organisation_address_by_organisation on organisation_address (organisation_id);
