"""PostgreSQL: connections, types, roles, migrations, and the tables that every service has."""
