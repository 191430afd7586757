"""Bounds for the days of a record, and search keys that also fold Persian letters and joiners.

The bounds hold for what is written from now on: a row that was already beyond them stays, until an
editor corrects it, and keeps nobody from the new version.
"""

import datetime

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import proxies.models.days
from proxies.models.folding import search_key
from proxies.models.history import Keep, noting


def fold_anew(apps, schema_editor):
    """Not a correction of the record: the history takes no note of it."""
    changed = []
    for name in apps.get_model("proxies", "ActorName").objects.all():
        if name.search_key != search_key(name.text):
            name.search_key = search_key(name.text)
            changed.append(name)
    with noting(Keep.NOTHING):
        apps.get_model("proxies", "ActorName").objects.bulk_update(changed, ["search_key"])


class Migration(migrations.Migration):

    dependencies = [
        ('proxies', '0015_covered'),
    ]

    operations = [
        migrations.AlterField(
            model_name='account',
            name='retracted',
            field=models.DateField(blank=True, help_text='The first day on which it no longer counts.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='assessment',
            name='date',
            field=models.DateField(validators=[proxies.models.days.happened]),
        ),
        migrations.AlterField(
            model_name='assessment',
            name='withdrawn',
            field=models.DateField(blank=True, help_text='The first day on which a discounted or merged record no longer counts.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='assessmentcitation',
            name='retracted',
            field=models.DateField(blank=True, help_text='The first day on which it no longer counts.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='attackevent',
            name='first_day',
            field=models.DateField(help_text='UTC. The event is counted once, on this day.', validators=[proxies.models.days.happened]),
        ),
        migrations.AlterField(
            model_name='attackevent',
            name='last_day',
            field=models.DateField(help_text='UTC; the same day for most events.', validators=[proxies.models.days.happened]),
        ),
        migrations.AlterField(
            model_name='attackevent',
            name='withdrawn',
            field=models.DateField(blank=True, help_text='The first day on which a discounted or merged record no longer counts.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='attribution',
            name='retracted',
            field=models.DateField(blank=True, help_text='The first day on which it no longer counts.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='closurecitation',
            name='retracted',
            field=models.DateField(blank=True, help_text='The first day on which it no longer counts.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='designation',
            name='date',
            field=models.DateField(blank=True, help_text='First day of the month or year where only that is known.', null=True, validators=[proxies.models.days.happened]),
        ),
        migrations.AlterField(
            model_name='faction',
            name='ended',
            field=models.DateField(blank=True, null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='frontclosure',
            name='end',
            field=models.DateField(blank=True, null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='frontclosure',
            name='start',
            field=models.DateField(validators=[proxies.models.days.happened]),
        ),
        migrations.AlterField(
            model_name='membership',
            name='end',
            field=models.DateField(blank=True, null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='membership',
            name='start',
            field=models.DateField(blank=True, null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='membershipcitation',
            name='retracted',
            field=models.DateField(blank=True, help_text='The first day on which it no longer counts.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='patron',
            name='active_from',
            field=models.DateField(blank=True, null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='patron',
            name='active_to',
            field=models.DateField(blank=True, null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='de_facto_since',
            field=models.DateField(blank=True, help_text='When the silence began, where that is not the start.', null=True, validators=[proxies.models.days.happened]),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='declared',
            field=models.DateField(blank=True, null=True, validators=[proxies.models.days.happened]),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='effective',
            field=models.DateField(blank=True, null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='ended',
            field=models.DateField(blank=True, help_text='The first day it no longer held.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='expires',
            field=models.DateField(blank=True, help_text='The last day of its term.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='withdrawn',
            field=models.DateField(blank=True, help_text='The first day on which a discounted or merged record no longer counts.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='pledgecitation',
            name='retracted',
            field=models.DateField(blank=True, help_text='The first day on which it no longer counts.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='pledgeincident',
            name='decided',
            field=models.DateField(default=proxies.models.days.today, help_text='UTC; it counts from this day on.', validators=[proxies.models.days.happened]),
        ),
        migrations.AlterField(
            model_name='report',
            name='published',
            field=models.DateField(blank=True, help_text='Day of publication (UTC); empty where it is not known.', null=True, validators=[proxies.models.days.happened]),
        ),
        migrations.AlterField(
            model_name='support',
            name='end',
            field=models.DateField(blank=True, null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='support',
            name='start',
            field=models.DateField(blank=True, null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='supportcitation',
            name='retracted',
            field=models.DateField(blank=True, help_text='The first day on which it no longer counts.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        AddConstraintNotValid(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('retracted__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('retracted__isnull', True), _connector='OR'), name='account_retraction_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('withdrawn__isnull', True), _connector='OR'), name='assessment_withdrawal_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('date__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('date__isnull', True), _connector='OR'), name='assessment_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='assessmentcitation',
            constraint=models.CheckConstraint(condition=models.Q(('retracted__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('retracted__isnull', True), _connector='OR'), name='assessmentcitation_retraction_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='attackevent',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('withdrawn__isnull', True), _connector='OR'), name='attackevent_withdrawal_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='attackevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_day__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('first_day__isnull', True), _connector='OR'), models.Q(('last_day__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('last_day__isnull', True), _connector='OR')), name='attackevent_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='attribution',
            constraint=models.CheckConstraint(condition=models.Q(('retracted__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('retracted__isnull', True), _connector='OR'), name='attribution_retraction_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='closurecitation',
            constraint=models.CheckConstraint(condition=models.Q(('retracted__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('retracted__isnull', True), _connector='OR'), name='closurecitation_retraction_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='designation',
            constraint=models.CheckConstraint(condition=models.Q(('date__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('date__isnull', True), _connector='OR'), name='designation_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='faction',
            constraint=models.CheckConstraint(condition=models.Q(('ended__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('ended__isnull', True), _connector='OR'), name='faction_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='frontclosure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('start__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('start__isnull', True), _connector='OR'), models.Q(('end__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('end__isnull', True), _connector='OR')), name='frontclosure_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('start__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('start__isnull', True), _connector='OR'), models.Q(('end__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('end__isnull', True), _connector='OR')), name='membership_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='membershipcitation',
            constraint=models.CheckConstraint(condition=models.Q(('retracted__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('retracted__isnull', True), _connector='OR'), name='membershipcitation_retraction_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='patron',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('active_from__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('active_from__isnull', True), _connector='OR'), models.Q(('active_to__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('active_to__isnull', True), _connector='OR')), name='patron_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='pledge',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('withdrawn__isnull', True), _connector='OR'), name='pledge_withdrawal_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='pledge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('declared__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('declared__isnull', True), _connector='OR'), models.Q(('effective__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('effective__isnull', True), _connector='OR'), models.Q(('ended__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('ended__isnull', True), _connector='OR'), models.Q(('expires__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('expires__isnull', True), _connector='OR'), models.Q(('de_facto_since__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('de_facto_since__isnull', True), _connector='OR')), name='pledge_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='pledgecitation',
            constraint=models.CheckConstraint(condition=models.Q(('retracted__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('retracted__isnull', True), _connector='OR'), name='pledgecitation_retraction_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='pledgeincident',
            constraint=models.CheckConstraint(condition=models.Q(('decided__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('decided__isnull', True), _connector='OR'), name='pledgeincident_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('published__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('published__isnull', True), _connector='OR'), name='report_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='support',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('start__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('start__isnull', True), _connector='OR'), models.Q(('end__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('end__isnull', True), _connector='OR')), name='support_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        AddConstraintNotValid(
            model_name='supportcitation',
            constraint=models.CheckConstraint(condition=models.Q(('retracted__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('retracted__isnull', True), _connector='OR'), name='supportcitation_retraction_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
        ),
        migrations.RunPython(fold_anew, migrations.RunPython.noop),
    ]
