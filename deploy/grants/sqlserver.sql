-- The least that each role of a fleet needs in a SQL Server database. Run it once as the owner of the
-- database, after the tables and the ledger exist (xmlfleet contract ddl --with-ledger), with sqlcmd:
--
--   sqlcmd -S host -d loans -v schema=dbo -i deploy/grants/sqlserver.sql
--
-- and put logins into the roles:
--
--   CREATE USER loader FOR LOGIN loader;   ALTER ROLE xmlfleet_loader ADD MEMBER loader;
--   CREATE USER auditor FOR LOGIN auditor; ALTER ROLE xmlfleet_reader ADD MEMBER auditor;
--
--   xmlfleet_loader   consume, run:    reads and inserts. No update, no delete: the ledger only grows.
--   xmlfleet_reader   reconcile, db:   reads.
--   xmlfleet_owner    consume --create-tables: creates tables as well. Not needed after the first time.
--
-- $(schema) is where contract tables and the ledger are. Where other tables share that schema, grant
-- table by table instead: see the end.

IF DATABASE_PRINCIPAL_ID(N'xmlfleet_loader') IS NULL CREATE ROLE xmlfleet_loader;
IF DATABASE_PRINCIPAL_ID(N'xmlfleet_reader') IS NULL CREATE ROLE xmlfleet_reader;
IF DATABASE_PRINCIPAL_ID(N'xmlfleet_owner') IS NULL CREATE ROLE xmlfleet_owner;
GO

GRANT SELECT, INSERT ON SCHEMA::[$(schema)] TO xmlfleet_loader;
GRANT SELECT ON SCHEMA::[$(schema)] TO xmlfleet_reader;

-- Only for consumers with --mode replace, which delete the rows of older versions:
--   GRANT DELETE ON SCHEMA::[$(schema)] TO xmlfleet_loader;
-- Consumers with --mode verify need no more than xmlfleet_reader has.
GO

-- Where documents find rows that are there already, the ledger's numbers are amended; tables with on-duplicate: update
-- need the same, and a sequence that gives keys:
--   GRANT UPDATE ON [$(schema)].xmlfleet_ledger TO xmlfleet_loader;

-- CREATE TABLE is a right in the database, and ALTER says in which schema; REFERENCES is for foreign keys.
GRANT CREATE TABLE TO xmlfleet_owner;
GRANT SELECT, INSERT, ALTER, REFERENCES ON SCHEMA::[$(schema)] TO xmlfleet_owner;
GO

-- Bulk copy needs no right of its own: we check constraints and fire triggers. Only where a contract
-- fills an identity column must the loader be allowed to ALTER that one table:
--   GRANT ALTER ON OBJECT::[$(schema)].[that_table] TO xmlfleet_loader;

-- Table by table, for a schema that others use too:
--   GRANT SELECT, INSERT ON OBJECT::[$(schema)].[xmlfleet_ledger] TO xmlfleet_loader;
--   GRANT SELECT, INSERT ON OBJECT::[$(schema)].[application] TO xmlfleet_loader;
--   GRANT SELECT ON OBJECT::[$(schema)].[xmlfleet_ledger] TO xmlfleet_reader;
--   GRANT SELECT ON OBJECT::[$(schema)].[application] TO xmlfleet_reader;
