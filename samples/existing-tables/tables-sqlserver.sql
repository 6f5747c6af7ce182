-- The tables of a workshop's application, as they are before the first document comes, on SQL Server.

CREATE TABLE country (
  country_id int IDENTITY(1, 1) PRIMARY KEY,
  iso_code nvarchar(2) NOT NULL UNIQUE
);

CREATE TABLE make (
  make_id int IDENTITY(1, 1) PRIMARY KEY,
  name nvarchar(40) NOT NULL UNIQUE
);

CREATE TABLE customer (
  customer_id int IDENTITY(1, 1) PRIMARY KEY,
  customer_no nvarchar(10) NOT NULL UNIQUE,
  name nvarchar(60),
  country_id int NOT NULL REFERENCES country (country_id)
);

CREATE TABLE vehicle (
  vehicle_id int IDENTITY(1, 1) PRIMARY KEY,
  plate nvarchar(12) NOT NULL UNIQUE,
  customer_id int NOT NULL REFERENCES customer (customer_id),
  make_id int REFERENCES make (make_id)
);

CREATE SEQUENCE work_order_seq AS bigint START WITH 1000 INCREMENT BY 1;

CREATE TABLE work_order (
  work_order_id bigint NOT NULL PRIMARY KEY,
  order_no nvarchar(10) NOT NULL UNIQUE,
  vehicle_id int NOT NULL REFERENCES vehicle (vehicle_id),
  ordered date NOT NULL
);

CREATE TABLE work_item (
  work_order_id bigint NOT NULL REFERENCES work_order (work_order_id),
  position smallint NOT NULL,
  text nvarchar(80),
  price decimal(10,2),
  PRIMARY KEY (work_order_id, position)
);

INSERT INTO country (iso_code) VALUES ('AT'), ('CH'), ('DE');
INSERT INTO make (name) VALUES ('Example Motors');
INSERT INTO customer (customer_no, name, country_id)
  SELECT 'K-01', 'Customer One, as known', country_id FROM country WHERE iso_code = 'CH';
