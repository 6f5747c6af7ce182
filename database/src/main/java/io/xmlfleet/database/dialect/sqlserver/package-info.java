/** Microsoft SQL Server and Azure SQL. */
@NullMarked
package io.xmlfleet.database.dialect.sqlserver;

import org.jspecify.annotations.NullMarked;
