"""Queries of fixed shape, whose SQL Django makes once a process.

Making the SQL of a query takes Django four times as long as asking the database for one row by its key. Where
many people ask the same at once (who is this, which seat is theirs), it is made once and asked again with
other values:

    @ready
    def person(pk):
        return User.objects.filter(pk=pk)

    person(pk=7)    # the rows, as a list

The function must make the same query for all values, and may only hand them to it: what it is given are
places for values. None is no value (SQL says IS NULL otherwise); a list is one place for each of its members.
Where there are many, the query is made as ever: the database then takes longer than Django.
"""

import copy
from datetime import date, datetime, time
from functools import wraps

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.lookups import In
from django.db.models.sql.subqueries import InsertQuery, UpdateQuery

# Values of one query; the shapes kept of it, which differ by the lengths of lists.
MOST_VALUES = 40
MOST_SHAPES = 100
# A longer number is no row's; databases would complain.
BITS_OF_A_KEY = 63
FIELDS = {
    bool: models.BooleanField(),
    int: models.BigIntegerField(),
    str: models.CharField(),
    datetime: models.DateTimeField(),
    date: models.DateField(),
    time: models.TimeField(),
}


class Place(models.Expression):
    """Where a value goes: number `at` of the values of a query."""

    def __init__(self, at, value):
        self.kind = next(kind for kind in FIELDS if isinstance(value, kind))
        super().__init__(output_field=FIELDS[self.kind])
        self.at = at

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def of(self, values, connection):
        return self.output_field.get_db_prep_value(values[self.at], connection)


class Query:
    """In place of a queryset's query: its compiler gives the SQL that is ready, with these values."""

    def __init__(self, made, values):
        self.made, self.values = made, values

    def __getattr__(self, name):
        return getattr(self.made.query, name)

    def get_compiler(self, using=None, connection=None, **options):
        compiler = copy.copy(self.made)
        compiler.connection = connection or connections[using]
        compiler.as_sql = lambda *ignored, **options: filled(compiler, self.values)
        compiler.get_converters = lambda ignored: self.made.converters
        return compiler


def filled(compiler, values):
    """The compiler's (SQL, parameters), with values in their places."""
    if any(isinstance(one, int) and one.bit_length() > BITS_OF_A_KEY for one in values):
        raise EmptyResultSet
    sql, params = compiler.ready
    return sql, tuple(
        one.of(values, compiler.connection) if isinstance(one, Place) else one for one in params
    )


def among(column, values):
    """A column is one of several; `teacher__in`, which takes no places, as a condition that does."""
    return In(models.F(column), values)


def ready(ask):
    """The function `ask(**values)` as one that returns the rows of the queryset it makes, as a list."""
    shapes = _Shapes(lambda **places: _selecting(ask(**places)))

    @wraps(ask)
    def rows(**given):
        values, places = _spread(given)
        if len(values) > MOST_VALUES:
            return list(ask(**given))
        made = shapes.of(places)
        return list(_asked_again(*made, values)) if made else []

    return rows


def ready_update(ask):
    """The same of an UPDATE: `ask(**values)` returns (queryset, {column: value}), this the rows it met."""
    shapes = _Shapes(lambda **places: _updating(*ask(**places)))

    @wraps(ask)
    def updated(**given):
        values, places = _spread(given)
        compiler = shapes.of(places)
        with connections[compiler.using].cursor() as cursor:
            cursor.execute(*filled(compiler, values))
            return cursor.rowcount

    return updated


class _Shapes:
    """What was made of a query, by the kinds of its values and the lengths of its lists."""

    def __init__(self, make):
        self.make, self.made = make, {}

    def of(self, places):
        """None where such a query can find nothing, whatever the values."""
        shape = tuple(len(one) if isinstance(one, list) else one.kind for one in places.values())
        if shape not in self.made:
            if len(self.made) >= MOST_SHAPES:
                self.made.pop(next(iter(self.made)))
            try:
                self.made[shape] = self.make(**places)
            except EmptyResultSet:
                return None
        return self.made[shape]


def _spread(given):
    """All values in one list, and the same arguments with places for them."""
    values, places = [], {}
    for name, value in given.items():
        several = isinstance(value, (list, tuple, set, frozenset))
        made = []
        for one in value if several else [value]:
            made.append(Place(len(values), one))
            values.append(one)
        places[name] = made if several else made[0]
    return values, places


def _selecting(queryset):
    """(the queryset, its compiler with what it made); `FOR UPDATE` is made inside a transaction only."""
    compiler = _compiled(queryset.query, queryset.db)
    compiler.converters = compiler.get_converters([column for column, *_ in compiler.select])
    return queryset, compiler


def _updating(queryset, values):
    query = queryset.query.chain(UpdateQuery)
    query.add_update_values(values)
    return _compiled(query, queryset.db)


def _compiled(query, using):
    compiler = query.get_compiler(using=using)
    compiler.ready = compiler.as_sql()
    return compiler


def _asked_again(queryset, compiler, values):
    again = type(queryset)(queryset.model, Query(compiler, values), queryset.db)
    again._iterable_class, again._fields = queryset._iterable_class, queryset._fields
    return again


# --- new rows -----------------------------------------------------------------------------------------------
_inserting = {}


def insert(row):
    """Save a new row whose key the database gives and nobody listens for; returns it."""
    model = type(row)
    if model not in _inserting:
        _inserting[model] = _insert_of(row)
    sql, fields = _inserting[model]
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute(
            sql, [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
        )
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return row


def _insert_of(row):
    """(SQL, the fields whose values it takes)."""
    fields = [field for field in row._meta.local_concrete_fields if not field.primary_key]
    query = InsertQuery(type(row))
    query.insert_values(fields, [row])
    compiler = query.get_compiler(using=DEFAULT_DB_ALIAS)
    compiler.returning_fields = [row._meta.pk]
    [(sql, _)] = compiler.as_sql()
    return sql, fields
