-- The least that each role of a fleet needs in a PostgreSQL database. Run it once as the owner of the
-- tables, who may create roles, after the tables and the ledger exist (xmlfleet contract ddl
-- --dialect postgresql --with-ledger):
--
--   psql -h host -d loans -f deploy/grants/postgresql.sql
--
-- and put logins into the roles:
--
--   CREATE ROLE loader LOGIN PASSWORD '...';    GRANT xmlfleet_loader TO loader;
--   CREATE ROLE auditor LOGIN PASSWORD '...';   GRANT xmlfleet_reader TO auditor;
--
--   xmlfleet_loader   consume, run:    reads and inserts. No update, no delete: the ledger only grows.
--   xmlfleet_reader   reconcile, db:   reads.
--   xmlfleet_owner    consume --create-tables: creates tables as well. Not needed after the first time.
--
-- Tables are in the schema public here; write another name where yours are in another. Where other tables
-- share that schema, grant table by table instead: see the end.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'xmlfleet_loader') THEN CREATE ROLE xmlfleet_loader; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'xmlfleet_reader') THEN CREATE ROLE xmlfleet_reader; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'xmlfleet_owner') THEN CREATE ROLE xmlfleet_owner; END IF;
END $$;

GRANT USAGE ON SCHEMA public TO xmlfleet_loader, xmlfleet_reader, xmlfleet_owner;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO xmlfleet_loader;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO xmlfleet_reader;

-- Only for consumers with --mode replace, which delete the rows of older versions:
--   GRANT DELETE ON ALL TABLES IN SCHEMA public TO xmlfleet_loader;
-- Consumers with --mode verify need no more than xmlfleet_reader has.

-- Where documents find rows that are there already, the ledger's numbers are amended; tables with on-duplicate: update
-- need the same:
--   GRANT UPDATE ON public.xmlfleet_ledger TO xmlfleet_loader;

-- A table belongs to who creates it. REFERENCES is for foreign keys to tables that are there.
GRANT CREATE ON SCHEMA public TO xmlfleet_owner;
GRANT SELECT, INSERT, REFERENCES ON ALL TABLES IN SCHEMA public TO xmlfleet_owner;

-- Where a column takes its value from a sequence (serial, not an identity) and the contract does not fill it, and for
-- each identity or sequence that the contract calls "generated":
--   GRANT USAGE ON SEQUENCE public.that_table_that_column_seq TO xmlfleet_loader;

-- Table by table, for a schema that others use too:
--   GRANT SELECT, INSERT ON public.xmlfleet_ledger, public.application TO xmlfleet_loader;
--   GRANT SELECT ON public.xmlfleet_ledger, public.application TO xmlfleet_reader;
