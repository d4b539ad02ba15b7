"""The only place with SQL: engine, tables, store, trail, backup and migrations."""
