"""The database's own refusal to change or delete what people said, as SQL for both databases."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GUARDED = ("register_choice", "register_suppression", "register_purchase", "register_purchasestate")
"""INVARIANT: rows of these tables are never changed or deleted, not even by datmag itself."""

_FUNCTION = """
CREATE OR REPLACE FUNCTION register_append_only() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'table % only grows: % is refused', TG_TABLE_NAME, TG_OP;
END $$ LANGUAGE plpgsql
"""


def create(vendor: str) -> list[str]:
    """Give the statements that make the guards of one database (`sqlite` or `postgresql`)."""
    if vendor == "postgresql":
        return [
            _FUNCTION,
            *(
                f"CREATE TRIGGER {table}_grows BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION register_append_only()"
                for table in GUARDED
            ),
        ]
    return [
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'table {table} only grows: {verb} is refused'); END"
        for table in GUARDED
        for verb in ("UPDATE", "DELETE")
    ]


def drop(vendor: str) -> list[str]:
    """Give the statements that take the guards away (to undo the migration, and to empty a test database)."""
    if vendor == "postgresql":
        return [
            *(f"DROP TRIGGER IF EXISTS {table}_grows ON {table}" for table in GUARDED),
            "DROP FUNCTION IF EXISTS register_append_only()",
        ]
    return [f"DROP TRIGGER IF EXISTS {table}_{verb}" for table in GUARDED for verb in ("update", "delete")]


def guard(_: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards up (a step of the first migration)."""
    run(schema_editor.connection, create(schema_editor.connection.vendor))


def unguard(_: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guards down (the way back of that step)."""
    run(schema_editor.connection, drop(schema_editor.connection.vendor))


def run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    """Execute statements one by one."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
