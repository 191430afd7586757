"""The history of evidence, written by triggers that fire once per statement.

`TABLES` and the SQL are frozen here; a later migration that tracks another table adds its triggers
with `triggers_of` from a copy of its own.
"""

from django.db import migrations

# kind: (key, record kind, column that leads to the record, table the column refers to)
TABLES = {
    "attackevent": ("id", "attackevent", "id", ""),
    "attackevent_targets": ("id", "attackevent", "attackevent_id", ""),
    "attribution": ("id", "attackevent", "event_id", ""),
    "attribution_accounts": ("id", "attackevent", "attribution_id", "proxies_attribution"),
    "account": ("id", "attackevent", "event_id", ""),
    "pledge": ("id", "pledge", "id", ""),
    "pledge_by": ("id", "pledge", "pledge_id", ""),
    "pledge_toward": ("id", "pledge", "pledge_id", ""),
    "pledge_fronts": ("id", "pledge", "pledge_id", ""),
    "pledge_depends_on": ("id", "pledge", "from_pledge_id", ""),
    "pledgebinding": ("id", "pledge", "pledge_id", ""),
    "pledgeincident": ("id", "pledge", "pledge_id", ""),
    "pledgecitation": ("id", "pledge", "pledge_id", ""),
    "assessment": ("id", "assessment", "id", ""),
    "assessmentcitation": ("id", "assessment", "assessment_id", ""),
    "support": ("id", "support", "id", ""),
    "supportcitation": ("id", "support", "support_id", ""),
    "membership": ("id", "membership", "id", ""),
    "membershipcitation": ("id", "membership", "membership_id", ""),
    "frontclosure": ("id", "frontclosure", "id", ""),
    "closurecitation": ("id", "frontclosure", "closure_id", ""),
    "report": ("id", "report", "id", ""),
    "source": ("id", "source", "id", ""),
    "place": ("id", "place", "id", ""),
    "dataset": ("id", "dataset", "id", ""),
    "front": ("id", "front", "id", ""),
    "actor": ("id", "actor", "id", ""),
    "actorname": ("id", "actor", "actor_id", ""),
    "patron": ("actor_id", "actor", "actor_id", ""),
    "faction": ("actor_id", "actor", "actor_id", ""),
    "faction_fronts": ("id", "actor", "faction_id", ""),
    "opponent": ("actor_id", "actor", "actor_id", ""),
    "designation": ("id", "actor", "actor_id", ""),
}

SHOWN = """
CREATE FUNCTION proxies_shown(kind text, key bigint) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
-- Whether readers see a record now. Reports and places show with what they are used in.
DECLARE
  drafts CONSTANT text[] := ARRAY['draft', 'review'];
BEGIN
  RETURN CASE kind
    WHEN 'attackevent' THEN EXISTS (
      SELECT FROM proxies_attackevent r WHERE r.id = key AND r.state <> ALL (drafts))
    WHEN 'pledge' THEN EXISTS (
      SELECT FROM proxies_pledge r WHERE r.id = key AND r.state <> ALL (drafts))
    WHEN 'assessment' THEN EXISTS (
      SELECT FROM proxies_assessment r WHERE r.id = key AND r.state <> ALL (drafts))
    WHEN 'place' THEN EXISTS (
      SELECT FROM proxies_attackevent r WHERE r.place_id = key AND r.state <> ALL (drafts))
    WHEN 'report' THEN EXISTS (
        SELECT FROM proxies_account c JOIN proxies_attackevent r ON r.id = c.event_id
        WHERE c.report_id = key AND r.state <> ALL (drafts))
      OR EXISTS (
        SELECT FROM proxies_pledgecitation c JOIN proxies_pledge r ON r.id = c.pledge_id
        WHERE c.report_id = key AND r.state <> ALL (drafts))
      OR EXISTS (
        SELECT FROM proxies_assessmentcitation c JOIN proxies_assessment r ON r.id = c.assessment_id
        WHERE c.report_id = key AND r.state <> ALL (drafts))
      OR EXISTS (SELECT FROM proxies_supportcitation c WHERE c.report_id = key)
      OR EXISTS (SELECT FROM proxies_membershipcitation c WHERE c.report_id = key)
      OR EXISTS (SELECT FROM proxies_closurecitation c WHERE c.report_id = key)
    ELSE true END;
END $$;
"""

NOTE = """
CREATE FUNCTION proxies_note_change() RETURNS trigger
LANGUAGE plpgsql AS $$
-- Arguments: kind, key, kind of the record, column that leads to it, table that column refers to.
DECLARE
  kind CONSTANT text := TG_ARGV[0];
  key CONSTANT text := TG_ARGV[1];
  record_kind CONSTANT text := TG_ARGV[2];
  own CONSTANT boolean := kind = record_kind;
  rows text;
  record text := format('(coalesce(n, o) ->> %L)::bigint', TG_ARGV[3]);
  public text;
  -- the columns that differ; of a row that hangs on a record also those that say which row it is
  difference text := 'SELECT o AS before, n AS after';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    difference := format(
      'SELECT jsonb_object_agg(key, value) AS before, jsonb_object_agg(key, n -> key) AS after
       FROM jsonb_each(o) WHERE n -> key IS DISTINCT FROM value OR (%L AND right(key, 3) = ''_id'')',
      NOT own);
  END IF;
  rows := CASE TG_OP
    WHEN 'INSERT' THEN 'SELECT NULL::jsonb AS o, to_jsonb(r) AS n FROM new_rows r'
    WHEN 'DELETE' THEN 'SELECT to_jsonb(r) AS o, NULL::jsonb AS n FROM old_rows r'
    WHEN 'UPDATE' THEN format(
      'SELECT to_jsonb(r) AS o, to_jsonb(s) AS n FROM old_rows r JOIN new_rows s ON r.%1$I = s.%1$I
       WHERE r.* IS DISTINCT FROM s.*', key)
    ELSE format('SELECT to_jsonb(r) AS o, NULL::jsonb AS n FROM %I.%I r',
                TG_TABLE_SCHEMA, TG_TABLE_NAME)
  END;
  IF TG_ARGV[4] <> '' THEN
    record := format('(SELECT via.event_id FROM %I via WHERE via.id = %s)', TG_ARGV[4], record);
  END IF;
  public := CASE
    WHEN own AND TG_OP = 'INSERT' THEN 'false'
    WHEN own AND record_kind IN ('attackevent', 'pledge', 'assessment')
      THEN $q$ o ->> 'state' NOT IN ('draft', 'review') $q$
    ELSE format('proxies_shown(%L, record)', record_kind)
  END;
  EXECUTE format($q$
    WITH changed AS MATERIALIZED (%1$s),
    found AS MATERIALIZED (SELECT o, n, %2$s AS record FROM changed),
    context AS MATERIALIZED (
      SELECT CASE WHEN EXISTS (SELECT FROM changed) THEN _pgh_attach_context() END AS id
    ),
    fresh AS MATERIALIZED (  -- records that were entered, or first shown, in this very context
      SELECT c.record_key FROM proxies_change c
      WHERE c.context_id = (SELECT id FROM context) AND c.record_kind = %6$L AND c.kind = %6$L
        AND (c.operation = 'insert' OR c.before ->> 'state' IN ('draft', 'review'))
    )
    INSERT INTO proxies_change (
      operation, kind, row_key, record_kind, record_key, public, before, after, context_id
    )
    SELECT %3$L, %4$L, (coalesce(n, o) ->> %5$L)::bigint, %6$L, record,
      (%7$s) AND record NOT IN (SELECT record_key FROM fresh),
      d.before, d.after, context.id
    FROM found CROSS JOIN context CROSS JOIN LATERAL (%8$s) d
    $q$,
    rows, record, CASE TG_OP WHEN 'TRUNCATE' THEN 'delete' ELSE lower(TG_OP) END,
    kind, key, record_kind, public, difference);
  RETURN NULL;
END $$;
"""

KEEP = "(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'keep')"

TIMES = {
    "insert": ("AFTER INSERT", "REFERENCING NEW TABLE AS new_rows", f"{KEEP} = 'everything'"),
    "update": (
        "AFTER UPDATE",
        "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
        f"{KEEP} IS DISTINCT FROM 'nothing'",
    ),
    "delete": (
        "AFTER DELETE",
        "REFERENCING OLD TABLE AS old_rows",
        f"{KEEP} IS DISTINCT FROM 'nothing'",
    ),
    "truncate": ("BEFORE TRUNCATE", "", f"{KEEP} IS DISTINCT FROM 'nothing'"),
}


def triggers_of(kind, arguments):
    given = ", ".join(f"'{word}'" for word in (kind, *arguments))
    for name, (time, referencing, condition) in TIMES.items():
        yield (
            f"CREATE TRIGGER proxies_history_{name} {time} ON proxies_{kind} {referencing} "
            f"FOR EACH STATEMENT WHEN ({condition}) EXECUTE FUNCTION proxies_note_change({given})"
        )


def make_triggers(apps, schema_editor):
    for statement in (SHOWN, NOTE):
        schema_editor.execute(statement, params=None)
    for kind, arguments in TABLES.items():
        for statement in triggers_of(kind, arguments):
            schema_editor.execute(statement, params=None)


def drop_triggers(apps, schema_editor):
    for kind in TABLES:
        for name in TIMES:
            schema_editor.execute(f"DROP TRIGGER proxies_history_{name} ON proxies_{kind}")
    schema_editor.execute("DROP FUNCTION proxies_note_change()")
    schema_editor.execute("DROP FUNCTION proxies_shown(text, bigint)")


class Migration(migrations.Migration):
    dependencies = [("proxies", "0001_record")]

    operations = [migrations.RunPython(make_triggers, drop_triggers)]
