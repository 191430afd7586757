from django.db import migrations, models

FUNCTION = """
CREATE SEQUENCE proxies_record_version_numbers;
CREATE FUNCTION proxies_record_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO proxies_recordversion (id, number)
    VALUES (1, nextval('proxies_record_version_numbers'))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
    RETURN NULL;
END $$;
"""
TRIGGERS = """
DO $$
DECLARE tracked text;
BEGIN
    FOR tracked IN
        SELECT tablename FROM pg_tables
        WHERE schemaname = current_schema() AND tablename LIKE 'proxies\\_%%'
        AND tablename NOT IN ('proxies_recordversion', 'proxies_seedrecord', 'proxies_errorreport', 'proxies_change')
    LOOP
        EXECUTE format(
            'CREATE TRIGGER record_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION proxies_record_changed()', tracked);
    END LOOP;
END $$;
"""
UNDO = """
DROP FUNCTION proxies_record_changed() CASCADE;
DROP SEQUENCE proxies_record_version_numbers;
"""


def first_row(apps, schema_editor):
    apps.get_model("proxies", "RecordVersion").objects.create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("proxies", "0007_account_figured")]

    operations = [
        migrations.CreateModel(
            name="RecordVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(pk=1), name="recordversion_one_row")
                ]
            },
        ),
        migrations.RunPython(first_row, migrations.RunPython.noop),
        migrations.RunSQL(FUNCTION, UNDO),
        migrations.RunSQL(TRIGGERS.replace("%%", "%"), migrations.RunSQL.noop),
    ]
